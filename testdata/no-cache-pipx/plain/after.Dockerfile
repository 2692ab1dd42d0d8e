FROM python:3.14
RUN pipx install poetry && rm -rf ~/.cache/pip
RUN pipx inject poetry x && rm -rf ~/.cache/pip

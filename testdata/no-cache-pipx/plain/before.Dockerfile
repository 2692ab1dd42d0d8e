FROM python:3.14
RUN pipx install poetry
RUN pipx inject poetry x

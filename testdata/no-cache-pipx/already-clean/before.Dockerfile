FROM python:3.14
RUN pipx install poetry && pip cache purge
RUN pipx inject poetry x

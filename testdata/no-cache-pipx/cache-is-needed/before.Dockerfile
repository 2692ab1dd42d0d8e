FROM python:3.14
RUN pipx install poetry
RUN pip download --no-index x

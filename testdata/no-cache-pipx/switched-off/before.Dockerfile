FROM python:3.14
ENV PIP_NO_CACHE_DIR=1
RUN pipx install poetry

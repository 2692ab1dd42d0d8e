FROM python:3.14
ENV XDG_CACHE_HOME=/c
RUN pipx install poetry

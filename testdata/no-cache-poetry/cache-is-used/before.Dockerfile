FROM python:3.14
ENV POETRY_CACHE_DIR=/c
RUN poetry install --no-root

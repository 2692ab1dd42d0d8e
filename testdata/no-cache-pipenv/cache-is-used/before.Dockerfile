FROM python:3.14
ENV PIPENV_CACHE_DIR=/c
RUN pipenv install --system --deploy

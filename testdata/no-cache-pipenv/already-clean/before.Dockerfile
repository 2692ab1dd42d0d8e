FROM python:3.14
RUN pipenv install --system --deploy && rm -rf ~/.cache/pipenv
RUN pipenv sync

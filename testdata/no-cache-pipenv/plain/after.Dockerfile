FROM python:3.14
RUN pipenv install --system --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
RUN pipenv sync && rm -rf ~/.cache/pipenv ~/.cache/pip

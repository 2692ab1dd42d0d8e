FROM python:3.14
RUN pipenv install --system --deploy
RUN pip download --no-index x

FROM python:3.14
RUN poetry install --no-root
RUN poetry add flask

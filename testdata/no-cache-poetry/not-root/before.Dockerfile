FROM example.org/x:1
RUN poetry install --no-root
FROM python:3.14
RUN sudo poetry add flask

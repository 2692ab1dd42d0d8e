FROM example.org/x:1
RUN pipenv install --system --deploy
FROM python:3.14
RUN sudo pipenv sync

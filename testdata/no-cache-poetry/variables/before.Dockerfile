FROM python:3.14
RUN $POETRY install
RUN poetry $OPTIONS install

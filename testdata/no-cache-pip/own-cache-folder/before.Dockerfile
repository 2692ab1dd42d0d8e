FROM python:3.14
RUN pip install --cache-dir /x flask

FROM python:3.14
ENV PIP_NO_CACHE_DIR=1
RUN pip install flask
FROM python:3.14
RUN export PIP_NO_CACHE_DIR=1 && pip install flask

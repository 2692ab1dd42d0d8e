FROM python:3.12
RUN pip install -U pip && \
    hash -r && \
    pip install flask

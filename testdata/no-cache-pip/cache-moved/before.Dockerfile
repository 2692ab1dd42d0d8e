FROM python:3.14
ENV PIP_CACHE_DIR=/cache
RUN pip install flask
RUN pip install --cache-dir /x jinja2

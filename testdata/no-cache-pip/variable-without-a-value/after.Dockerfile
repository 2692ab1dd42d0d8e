FROM python:3.12
ENV PIP_NO_CACHE_DIR=
RUN PIP_NO_CACHE_DIR= pip install --no-cache-dir flask
CMD ["sleep", "1"]

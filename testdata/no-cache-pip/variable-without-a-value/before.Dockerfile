FROM python:3.12
ENV PIP_NO_CACHE_DIR=
RUN PIP_NO_CACHE_DIR= pip install flask
CMD ["sleep", "1"]

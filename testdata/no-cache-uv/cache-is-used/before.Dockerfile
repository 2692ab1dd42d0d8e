FROM python:3.14
ENV UV_CACHE_DIR=/c
RUN uv pip install --system flask

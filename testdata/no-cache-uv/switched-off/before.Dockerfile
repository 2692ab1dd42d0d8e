FROM python:3.14
ENV UV_NO_CACHE=1
RUN uv pip install --system flask

FROM python:3.14
RUN uv pip install --no-cache --system flask
RUN uv sync --no-cache --locked

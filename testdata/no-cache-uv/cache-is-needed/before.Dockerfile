FROM python:3.14
RUN uv pip install --system flask
RUN uv sync --offline

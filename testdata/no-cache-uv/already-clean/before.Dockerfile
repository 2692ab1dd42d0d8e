FROM python:3.14
RUN uv --no-cache pip install x
RUN uv sync --locked

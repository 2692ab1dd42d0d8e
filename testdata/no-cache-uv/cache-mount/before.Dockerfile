FROM python:3.14
RUN --mount=type=cache,target=/root/.cache/uv uv pip install --system flask
RUN --mount=type=tmpfs,target=/root/.cache/uv uv sync --locked

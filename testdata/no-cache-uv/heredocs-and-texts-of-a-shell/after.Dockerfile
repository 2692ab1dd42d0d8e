FROM python:3.14
RUN <<EOT
set -e
# first
uv pip install --no-cache --system flask
EOT
RUN bash -ec "uv sync --no-cache --locked"
RUN ["sh", "-c", "uv pip install --no-cache --system flask"]

FROM python:3.14
RUN <<EOT
set -e
# first
uv pip install --system flask
EOT
RUN bash -ec "uv sync --locked"
RUN ["sh", "-c", "uv pip install --system flask"]

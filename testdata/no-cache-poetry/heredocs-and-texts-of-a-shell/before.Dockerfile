FROM python:3.14
RUN <<EOT
set -e
# first
poetry install --no-root
EOT
RUN bash -ec "poetry add flask"
RUN ["sh", "-c", "poetry install --no-root"]

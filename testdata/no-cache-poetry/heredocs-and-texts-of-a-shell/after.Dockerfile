FROM python:3.14
RUN <<EOT
set -e
# first
poetry install --no-root && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
EOT
RUN bash -ec "poetry add flask" && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
RUN ["sh", "-c", "poetry install --no-root && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts"]

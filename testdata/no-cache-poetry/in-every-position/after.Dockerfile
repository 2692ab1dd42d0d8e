FROM python:3.14
RUN env A=b poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN DEBIAN_FRONTEND=noninteractive poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN time poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN nice -n 5 poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN if true; then poetry install; fi && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN for i in a b; do poetry install; done && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN (poetry install) && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN { poetry install; } && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN true && poetry install || exit 1 && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN sh -c 'poetry install' && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN bash -euxo pipefail -c "poetry install" && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN echo start; poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
RUN ["sh", "-c", "poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts"]
FROM python:3.14
RUN <<EOF
poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
EOF
FROM python:3.14
RUN bash <<'EOF'
set -e
poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
EOF
FROM python:3.14
SHELL ["/bin/dash", "-c"]
RUN poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
FROM python:3.14
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN poetry install && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts

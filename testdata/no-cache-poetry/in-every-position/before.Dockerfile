FROM python:3.14
RUN env A=b poetry install
FROM python:3.14
RUN DEBIAN_FRONTEND=noninteractive poetry install
FROM python:3.14
RUN time poetry install
FROM python:3.14
RUN nice -n 5 poetry install
FROM python:3.14
RUN if true; then poetry install; fi
FROM python:3.14
RUN for i in a b; do poetry install; done
FROM python:3.14
RUN (poetry install)
FROM python:3.14
RUN { poetry install; }
FROM python:3.14
RUN true && poetry install || exit 1
FROM python:3.14
RUN sh -c 'poetry install'
FROM python:3.14
RUN bash -euxo pipefail -c "poetry install"
FROM python:3.14
RUN echo start; poetry install
FROM python:3.14
RUN ["sh", "-c", "poetry install"]
FROM python:3.14
RUN <<EOF
poetry install
EOF
FROM python:3.14
RUN bash <<'EOF'
set -e
poetry install
EOF
FROM python:3.14
SHELL ["/bin/dash", "-c"]
RUN poetry install
FROM python:3.14
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN poetry install
FROM python:3.14
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN poetry install

FROM python:3.14
RUN env A=b pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN DEBIAN_FRONTEND=noninteractive pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN time pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN nice -n 5 pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN if true; then pipenv install --deploy; fi && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN for i in a b; do pipenv install --deploy; done && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN (pipenv install --deploy) && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN { pipenv install --deploy; } && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN true && pipenv install --deploy || exit 1 && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN sh -c 'pipenv install --deploy' && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN bash -euxo pipefail -c "pipenv install --deploy" && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN echo start; pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
RUN ["sh", "-c", "pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip"]
FROM python:3.14
RUN <<EOF
pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
EOF
FROM python:3.14
RUN bash <<'EOF'
set -e
pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
EOF
FROM python:3.14
SHELL ["/bin/dash", "-c"]
RUN pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
FROM python:3.14
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN pipenv install --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip

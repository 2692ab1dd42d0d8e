FROM python:3.14
RUN env A=b uv pip install flask
FROM python:3.14
RUN DEBIAN_FRONTEND=noninteractive uv pip install flask
FROM python:3.14
RUN time uv pip install flask
FROM python:3.14
RUN nice -n 5 uv pip install flask
FROM python:3.14
RUN if true; then uv pip install flask; fi
FROM python:3.14
RUN for i in a b; do uv pip install flask; done
FROM python:3.14
RUN (uv pip install flask)
FROM python:3.14
RUN { uv pip install flask; }
FROM python:3.14
RUN true && uv pip install flask || exit 1
FROM python:3.14
RUN sh -c 'uv pip install flask'
FROM python:3.14
RUN bash -euxo pipefail -c "uv pip install flask"
FROM python:3.14
RUN echo start; uv pip install flask
FROM python:3.14
RUN ["sh", "-c", "uv pip install flask"]
FROM python:3.14
RUN <<EOF
uv pip install flask
EOF
FROM python:3.14
RUN bash <<'EOF'
set -e
uv pip install flask
EOF
FROM python:3.14
SHELL ["/bin/dash", "-c"]
RUN uv pip install flask
FROM python:3.14
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN uv pip install flask
FROM python:3.14
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN uv pip install flask

FROM python:3.14
RUN env A=b pipx install flask
FROM python:3.14
RUN DEBIAN_FRONTEND=noninteractive pipx install flask
FROM python:3.14
RUN time pipx install flask
FROM python:3.14
RUN nice -n 5 pipx install flask
FROM python:3.14
RUN if true; then pipx install flask; fi
FROM python:3.14
RUN for i in a b; do pipx install flask; done
FROM python:3.14
RUN (pipx install flask)
FROM python:3.14
RUN { pipx install flask; }
FROM python:3.14
RUN true && pipx install flask || exit 1
FROM python:3.14
RUN sh -c 'pipx install flask'
FROM python:3.14
RUN bash -euxo pipefail -c "pipx install flask"
FROM python:3.14
RUN echo start; pipx install flask
FROM python:3.14
RUN ["sh", "-c", "pipx install flask"]
FROM python:3.14
RUN <<EOF
pipx install flask
EOF
FROM python:3.14
RUN bash <<'EOF'
set -e
pipx install flask
EOF
FROM python:3.14
SHELL ["/bin/dash", "-c"]
RUN pipx install flask
FROM python:3.14
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN pipx install flask
FROM python:3.14
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN pipx install flask

FROM python:3.14
RUN env A=b pip install flask
FROM python:3.14
RUN DEBIAN_FRONTEND=noninteractive pip install flask
FROM python:3.14
RUN time pip install flask
FROM python:3.14
RUN nice -n 5 pip install flask
FROM python:3.14
RUN if true; then pip install flask; fi
FROM python:3.14
RUN for i in a b; do pip install flask; done
FROM python:3.14
RUN (pip install flask)
FROM python:3.14
RUN { pip install flask; }
FROM python:3.14
RUN true && pip install flask || exit 1
FROM python:3.14
RUN sh -c 'pip install flask'
FROM python:3.14
RUN bash -euxo pipefail -c "pip install flask"
FROM python:3.14
RUN echo start; pip install flask
FROM python:3.14
RUN ["sh", "-c", "pip install flask"]
FROM python:3.14
RUN <<EOF
pip install flask
EOF
FROM python:3.14
RUN bash <<'EOF'
set -e
pip install flask
EOF
FROM python:3.14
SHELL ["/bin/dash", "-c"]
RUN pip install flask
FROM python:3.14
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN pip install flask
FROM python:3.14
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN pip install flask

FROM python:3.14
RUN env A=b pip install --no-cache-dir flask
FROM python:3.14
RUN DEBIAN_FRONTEND=noninteractive pip install --no-cache-dir flask
FROM python:3.14
RUN time pip install --no-cache-dir flask
FROM python:3.14
RUN nice -n 5 pip install --no-cache-dir flask
FROM python:3.14
RUN if true; then pip install --no-cache-dir flask; fi
FROM python:3.14
RUN for i in a b; do pip install --no-cache-dir flask; done
FROM python:3.14
RUN (pip install --no-cache-dir flask)
FROM python:3.14
RUN { pip install --no-cache-dir flask; }
FROM python:3.14
RUN true && pip install --no-cache-dir flask || exit 1
FROM python:3.14
RUN sh -c 'pip install --no-cache-dir flask'
FROM python:3.14
RUN bash -euxo pipefail -c "pip install --no-cache-dir flask"
FROM python:3.14
RUN echo start; pip install --no-cache-dir flask
FROM python:3.14
RUN ["sh", "-c", "pip install --no-cache-dir flask"]
FROM python:3.14
RUN <<EOF
pip install --no-cache-dir flask
EOF
FROM python:3.14
RUN bash <<'EOF'
set -e
pip install --no-cache-dir flask
EOF
FROM python:3.14
SHELL ["/bin/dash", "-c"]
RUN pip install --no-cache-dir flask
FROM python:3.14
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN pip install --no-cache-dir flask
FROM python:3.14
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN pip install --no-cache-dir flask

FROM python:3.14
RUN <<EOF
pip install --no-cache-dir flask
EOF
RUN <<EOF
pip install --no-cache-dir flask
EOF
COPY <<EOF /note
pip install flask
EOF

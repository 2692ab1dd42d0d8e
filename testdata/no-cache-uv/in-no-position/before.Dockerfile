FROM python:3.14
ONBUILD RUN uv pip install flask
FROM python:3.14
RUN echo "uv pip install flask"
FROM python:3.14
RUN true # uv pip install flask
FROM python:3.14
RUN cat > /x <<'EOF'
uv pip install flask
EOF
FROM python:3.14
RUN su app -c "uv pip install flask"
FROM python:3.14
RUN eval 'uv pip install flask'
FROM python:3.14
RUN X=$(uv pip install flask) && echo $X
FROM python:3.14
RUN f() { uv pip install flask; } && f
FROM python:3.14
LABEL install="uv pip install flask"
FROM python:3.14
SHELL ["/usr/bin/fish", "-c"]
RUN uv pip install flask

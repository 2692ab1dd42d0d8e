FROM python:3.14
ONBUILD RUN poetry install
FROM python:3.14
RUN echo "poetry install"
FROM python:3.14
RUN true # poetry install
FROM python:3.14
RUN cat > /x <<'EOF'
poetry install
EOF
FROM python:3.14
RUN su app -c "poetry install"
FROM python:3.14
RUN eval 'poetry install'
FROM python:3.14
RUN X=$(poetry install) && echo $X
FROM python:3.14
RUN f() { poetry install; } && f
FROM python:3.14
LABEL install="poetry install"
FROM python:3.14
SHELL ["/usr/bin/fish", "-c"]
RUN poetry install

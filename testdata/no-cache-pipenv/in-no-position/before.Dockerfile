FROM python:3.14
ONBUILD RUN pipenv install --deploy
FROM python:3.14
RUN echo "pipenv install --deploy"
FROM python:3.14
RUN true # pipenv install --deploy
FROM python:3.14
RUN cat > /x <<'EOF'
pipenv install --deploy
EOF
FROM python:3.14
RUN su app -c "pipenv install --deploy"
FROM python:3.14
RUN eval 'pipenv install --deploy'
FROM python:3.14
RUN X=$(pipenv install --deploy) && echo $X
FROM python:3.14
RUN f() { pipenv install --deploy; } && f
FROM python:3.14
LABEL install="pipenv install --deploy"
FROM python:3.14
SHELL ["/usr/bin/fish", "-c"]
RUN pipenv install --deploy

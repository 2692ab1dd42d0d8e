FROM python:3.14
ONBUILD RUN pipx install flask
FROM python:3.14
RUN echo "pipx install flask"
FROM python:3.14
RUN true # pipx install flask
FROM python:3.14
RUN cat > /x <<'EOF'
pipx install flask
EOF
FROM python:3.14
RUN su app -c "pipx install flask"
FROM python:3.14
RUN eval 'pipx install flask'
FROM python:3.14
RUN X=$(pipx install flask) && echo $X
FROM python:3.14
RUN f() { pipx install flask; } && f
FROM python:3.14
LABEL install="pipx install flask"
FROM python:3.14
SHELL ["/usr/bin/fish", "-c"]
RUN pipx install flask

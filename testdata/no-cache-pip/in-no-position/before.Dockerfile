FROM python:3.14
ONBUILD RUN pip install flask
FROM python:3.14
RUN echo "pip install flask"
FROM python:3.14
RUN true # pip install flask
FROM python:3.14
RUN cat > /x <<'EOF'
pip install flask
EOF
FROM python:3.14
RUN su app -c "pip install flask"
FROM python:3.14
RUN eval 'pip install flask'
FROM python:3.14
RUN X=$(pip install flask) && echo $X
FROM python:3.14
RUN f() { pip install flask; } && f
FROM python:3.14
LABEL install="pip install flask"
FROM python:3.14
SHELL ["/usr/bin/fish", "-c"]
RUN pip install flask

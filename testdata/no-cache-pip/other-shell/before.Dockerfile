FROM python:3.14
SHELL ["/bin/zsh", "-c"]
RUN pip install flask

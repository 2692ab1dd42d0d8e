FROM python:3.14
ONBUILD RUN uv pip install --system flask
# imgfix ignore=no-cache-uv -- wanted
RUN uv pip install --system flask
SHELL ["/bin/zsh", "-c"]
RUN uv pip install --system flask

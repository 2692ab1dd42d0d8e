FROM python:3.14
ONBUILD RUN pipx install poetry
# imgfix ignore=no-cache-pipx -- wanted
RUN pipx install poetry
SHELL ["/bin/zsh", "-c"]
RUN pipx install poetry

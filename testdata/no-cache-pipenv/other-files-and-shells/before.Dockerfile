FROM python:3.14
ONBUILD RUN pipenv install --system --deploy
# imgfix ignore=no-cache-pipenv -- wanted
RUN pipenv install --system --deploy
SHELL ["/bin/zsh", "-c"]
RUN pipenv install --system --deploy

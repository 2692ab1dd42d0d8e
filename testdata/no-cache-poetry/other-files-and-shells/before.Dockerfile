FROM python:3.14
ONBUILD RUN poetry install --no-root
# imgfix ignore=no-cache-poetry -- wanted
RUN poetry install --no-root
SHELL ["/bin/zsh", "-c"]
RUN poetry install --no-root

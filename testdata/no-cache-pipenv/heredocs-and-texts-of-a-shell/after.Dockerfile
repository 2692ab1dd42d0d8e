FROM python:3.14
RUN <<EOT
set -e
# first
pipenv install --system --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip
EOT
RUN bash -ec "pipenv sync" && rm -rf ~/.cache/pipenv ~/.cache/pip
RUN ["sh", "-c", "pipenv install --system --deploy && rm -rf ~/.cache/pipenv ~/.cache/pip"]

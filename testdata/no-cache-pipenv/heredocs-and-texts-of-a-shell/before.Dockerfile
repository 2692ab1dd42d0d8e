FROM python:3.14
RUN <<EOT
set -e
# first
pipenv install --system --deploy
EOT
RUN bash -ec "pipenv sync"
RUN ["sh", "-c", "pipenv install --system --deploy"]

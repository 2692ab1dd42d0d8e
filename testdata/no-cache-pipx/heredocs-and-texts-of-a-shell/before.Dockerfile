FROM python:3.14
RUN <<EOT
set -e
# first
pipx install poetry
EOT
RUN bash -ec "pipx inject poetry x"
RUN ["sh", "-c", "pipx install poetry"]

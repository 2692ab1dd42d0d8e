FROM python:3.14
RUN <<EOT
set -e
# first
pipx install poetry && rm -rf ~/.cache/pip
EOT
RUN bash -ec "pipx inject poetry x" && rm -rf ~/.cache/pip
RUN ["sh", "-c", "pipx install poetry && rm -rf ~/.cache/pip"]

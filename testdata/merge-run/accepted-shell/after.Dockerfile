FROM debian:12
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN mkdir /srv/a && \
    echo a | tee /srv/a/b

FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN jq --version; mv /usr/local/bin /usr/local/bin.old
RUN jq --version
CMD ["true"]

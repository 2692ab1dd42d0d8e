FROM ubuntu:24.04
SHELL ["/bin/bash", "-c"]
RUN mkdir -p /srv/x && [[ -d /srv/x ]]
CMD ["true"]

FROM ubuntu:24.04
SHELL ["/bin/bash", "-c"]
RUN [[ -f /etc/debian_version ]] || exit 1
RUN [[ $OSTYPE == linux-gnu ]] || exit 1
CMD ["true"]

FROM ubuntu:24.04
RUN trap 'cat /etc/debian_version' EXIT
CMD ["true"]

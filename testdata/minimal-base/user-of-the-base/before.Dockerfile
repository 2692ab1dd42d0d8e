FROM ubuntu:24.04
USER 1000
CMD ["true"]

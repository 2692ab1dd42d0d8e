FROM ubuntu:24.04
RUN deluser ubuntu
CMD ["true"]

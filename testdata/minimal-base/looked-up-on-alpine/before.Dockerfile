FROM ubuntu:24.04
RUN command -v perl
RUN which sort
CMD ["true"]

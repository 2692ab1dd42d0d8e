FROM ubuntu:24.04
RUN kill -s CONT 1
CMD ["true"]

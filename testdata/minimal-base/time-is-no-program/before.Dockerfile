FROM ubuntu:24.04
RUN time sleep 1
CMD ["true"]

FROM ubuntu:24.04
ENV TZ=:/etc/zone
CMD ["true"]

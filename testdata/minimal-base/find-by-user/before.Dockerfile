FROM ubuntu:24.04
RUN find /opt -user www-data -printf "%p"
RUN install -vg staff /opt/a /opt/b
CMD ["true"]

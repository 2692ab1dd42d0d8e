FROM ubuntu:24.04
RUN for f in /etc/debian_version; do cat $f; done
RUN f=/etc/lsb-release && cat $f
CMD ["true"]

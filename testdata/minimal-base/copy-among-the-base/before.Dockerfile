FROM ubuntu:24.04
COPY rootfs/ /
COPY app.conf /etc/
COPY tool /usr/local/bin/tool
COPY . /opt
CMD ["true"]

FROM debian:12
COPY rootfs/ /
COPY app.conf /etc/
COPY tool /usr/local/bin/tool
COPY . /opt
CMD ["true"]

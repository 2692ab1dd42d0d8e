FROM debian:12
ADD https://example.org/foo.deb /tmp/foo.deb
RUN dpkg -i /tmp/foo.deb
CMD ["cat", "/etc/hostname"]

FROM openjdk:8-jdk
COPY bar.deb /tmp/
RUN dpkg --unpack /tmp/bar.deb && dpkg --configure -a
CMD ["cat", "/etc/hostname"]

# up to Debian 10 the full image has iproute2 and iputils-ping
FROM debian:buster
RUN apt-get install -y iproute2
CMD ["cat", "/etc/hostname"]

FROM debian:10.2
RUN apt-get install -y iputils-ping
CMD ["cat", "/etc/hostname"]

FROM debian:12
VOLUME /srv
RUN apt-get update && apt-get install -y tftpd
RUN ls /srv > /o
CMD ["true"]

FROM debian:12
VOLUME /home
CMD ["true"]

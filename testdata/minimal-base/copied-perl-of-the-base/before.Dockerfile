FROM debian:12
COPY a.pl /root/
CMD ["true"]

FROM debian:12
RUN ls /etc/dpkg/dpkg.cfg.d > /x
CMD ["cat", "/x"]

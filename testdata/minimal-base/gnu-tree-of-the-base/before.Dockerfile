FROM debian:12
RUN tar --sort=name -cf /x /usr/share && cp --archive /usr/bin /x2
CMD ["sleep", "1"]

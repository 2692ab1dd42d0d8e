FROM debian:12-slim
RUN tar --sort=name -cf /x /usr/share && cp --archive /usr/bin /x2
CMD ["sleep", "1"]

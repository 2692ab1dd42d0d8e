FROM debian:13
COPY preload.so /opt/
CMD ["sleep", "1"]

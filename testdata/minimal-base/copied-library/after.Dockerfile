FROM debian:13-slim
COPY preload.so /opt/
CMD ["sleep", "1"]

FROM debian:12-slim
CMD ["sleep", "infinity"]
RUN apt-get update
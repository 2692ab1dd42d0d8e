FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN apt-mark hold linux-image-amd64
CMD ["sleep", "1"]

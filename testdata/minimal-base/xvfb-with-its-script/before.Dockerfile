FROM debian:12-slim
RUN apt-get update && apt-get install -y xvfb
CMD ["tail", "-f", "/dev/null"]

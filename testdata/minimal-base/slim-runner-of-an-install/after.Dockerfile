FROM debian:12-slim
RUN mkdir -p /usr/share/man/man1
RUN apt-get update && xargs apt-get install -y < packages
RUN timeout 60 apt-get install -y openjdk-17-jre-headless
CMD ["true"]

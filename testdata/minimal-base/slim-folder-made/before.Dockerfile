FROM debian:12
RUN mkdir -p /usr/share/man/man1 && apt-get update && apt-get install -y openjdk-17-jre-headless && rm -rf /usr/share/doc/*
CMD ["java", "-version"]

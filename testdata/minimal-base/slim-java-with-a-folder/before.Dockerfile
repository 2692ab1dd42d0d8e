FROM debian:12
RUN apt-get update && apt-get install -y openjdk-17-jre-headless
CMD ["java", "-version"]

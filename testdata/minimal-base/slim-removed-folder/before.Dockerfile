FROM debian:12
RUN apt-get update && apt-get install -y openjdk-17-jre-headless
RUN cp /usr/share/doc/base-files/README /readme
CMD ["java", "-version"]

FROM openjdk:11.0.11-jdk
RUN apt-get update && apt-get install -y wget
ENV LIVENESS="curl -m 1 -sf localhost:8081"
COPY run.sh /
CMD ["/run.sh"]

FROM ubuntu:24.04
RUN apt-get update && apt-get install -y openjdk-21-jre-headless
COPY run.sh app.jar /app/
ENTRYPOINT ["/app/run.sh"]

FROM alpine:3.24
RUN apk add --no-cache openjdk21-jre bash
COPY run.sh app.jar /app/
ENTRYPOINT ["/app/run.sh"]

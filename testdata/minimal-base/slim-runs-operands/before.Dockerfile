FROM debian:12
RUN apt-get update && apt-get install -y tini
COPY app /app
ENTRYPOINT ["/usr/bin/tini", "--", "/app"]

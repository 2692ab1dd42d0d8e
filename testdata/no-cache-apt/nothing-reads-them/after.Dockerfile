FROM debian:13
RUN apt-get update && rm -rf /var/lib/apt/lists/*
COPY app /app
CMD ["/app"]

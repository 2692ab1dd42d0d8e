FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends golang-go ca-certificates && rm -rf /var/lib/apt/lists/*
RUN go install golang.org/x/example/hello@v0.0.0-20231013143937-1d6d2400d402
CMD ["sh"]

FROM debian:stretch
COPY app /app
CMD ["/app"]

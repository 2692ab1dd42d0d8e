FROM debian:stretch-slim
COPY app /app
CMD ["/app"]

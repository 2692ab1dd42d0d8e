FROM debian:13-slim
RUN useradd app
USER app
CMD ["cat", "/x"]

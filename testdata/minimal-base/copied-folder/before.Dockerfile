FROM debian:12
COPY . /app
RUN /app/setup
CMD ["cat", "/app/readme"]

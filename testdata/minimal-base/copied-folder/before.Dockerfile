FROM ubuntu:24.04
COPY . /app
RUN /app/setup
CMD ["cat", "/app/readme"]

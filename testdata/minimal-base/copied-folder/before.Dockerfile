FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl
COPY . /app
RUN /app/check
CMD ["cat", "/app/readme"]

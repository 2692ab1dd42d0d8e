FROM ubuntu:24.04
COPY . /app
RUN /app/check
CMD ["cat", "/app/readme"]

FROM ubuntu:24.04
COPY . /app
RUN /app/update
CMD ["/app/server", "--port", "1"]

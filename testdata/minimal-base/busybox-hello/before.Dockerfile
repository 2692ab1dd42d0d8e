FROM debian:13
RUN mkdir /app
RUN echo "Hello, world!" > /app/hello.txt
CMD ["cat", "/app/hello.txt"]

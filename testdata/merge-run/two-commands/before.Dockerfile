FROM alpine:3.20
RUN mkdir /app
RUN echo hello > /app/hello.txt
CMD ["cat", "/app/hello.txt"]

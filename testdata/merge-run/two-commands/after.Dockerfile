FROM alpine:3.20
RUN mkdir /app && \
    echo hello > /app/hello.txt
CMD ["cat", "/app/hello.txt"]

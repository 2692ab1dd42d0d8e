FROM alpine:3.24
RUN apk add --no-cache openssl-dev zlib-dev gcc musl-dev linux-headers
COPY main.c /main.c
RUN gcc -o /main /main.c -lssl
ENTRYPOINT ["/main"]

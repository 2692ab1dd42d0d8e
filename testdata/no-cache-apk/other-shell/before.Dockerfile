FROM alpine:3.24
SHELL ["pwsh", "-Command"]
RUN apk add curl

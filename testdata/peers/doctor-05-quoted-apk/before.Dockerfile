FROM alpine:3.24
RUN echo "apk add curl" > /note

FROM alpine:3.24
RUN echo "apk add curl" > /note && echo 'apk update' && apk add curl
LABEL how="apk add curl"

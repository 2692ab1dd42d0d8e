FROM alpine:3.24
RUN echo "apk add curl" > /note && echo 'apk update' && apk add --no-cache curl
LABEL how="apk add curl"

FROM alpine:3.24
RUN apk add curl
ONBUILD RUN ./setup.sh

FROM alpine:3.24
RUN apk update && apk add bash
COPY setup.sh /
RUN /setup.sh

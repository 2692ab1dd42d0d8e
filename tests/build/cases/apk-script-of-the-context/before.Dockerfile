FROM alpine:3.20
RUN apk add curl
COPY setup.sh /
RUN /setup.sh
CMD ["curl"]

FROM alpine:3.24
RUN sh -c "apk add curl"
RUN su -c 'apk add jq'

FROM alpine:3.24
RUN su app -c 'apk add curl'
RUN su -c "apk update && apk add curl"
RUN eval "apk add curl"

FROM alpine:3.20
RUN command cd /tmp
RUN pwd

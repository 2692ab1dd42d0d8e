FROM alpine:3.20
RUN cd /a
RUN pwd

FROM alpine:3.20
RUN find /opt -name '*.orig' -exec rm {} +
RUN touch /a

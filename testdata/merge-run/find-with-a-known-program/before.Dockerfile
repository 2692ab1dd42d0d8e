FROM alpine:3.20
RUN find /etc -name '*.orig' -exec rm {} +
RUN touch /a

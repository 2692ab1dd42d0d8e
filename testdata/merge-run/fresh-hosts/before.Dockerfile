FROM alpine:3.20
RUN echo 127.0.0.1 x >> /etc/hosts
RUN touch b

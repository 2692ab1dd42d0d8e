FROM alpine:3.20
RUN echo nameserver 1.1.1.1 > /etc/resolv.conf
RUN touch b

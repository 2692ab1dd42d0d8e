FROM alpine:3.20
RUN echo 'cd /x; export A=1 &' > /etc/motd && \
    touch /a

FROM alpine:3.20
RUN read X < /etc/motd
RUN echo $X

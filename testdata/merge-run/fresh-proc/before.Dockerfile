FROM alpine:3.20
RUN echo 1 > /proc/sys/vm/swappiness
RUN touch b

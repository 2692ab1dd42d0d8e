FROM alpine:3.20
RUN touch /dev/shm/a
RUN touch b

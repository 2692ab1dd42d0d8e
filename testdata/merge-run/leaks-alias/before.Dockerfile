FROM alpine:3.20
RUN alias ll='ls -l'
RUN ll

FROM alpine:3.20
RUN (if true; then cd /tmp; fi) && \
    pwd

FROM alpine:3.20
RUN (touch a; exit 0) && \
    touch b

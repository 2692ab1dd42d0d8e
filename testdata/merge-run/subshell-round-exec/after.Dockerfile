FROM alpine:3.20
RUN (exec touch a) && \
    touch b

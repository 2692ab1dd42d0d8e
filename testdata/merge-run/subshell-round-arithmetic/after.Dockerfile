FROM alpine:3.20
RUN (echo $((Y=3))) && \
    echo $Y

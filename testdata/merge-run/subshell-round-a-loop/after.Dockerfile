FROM alpine:3.20
RUN (for i in 1 2; do touch /$i; done) && \
    echo $i

FROM alpine:3.20
RUN (echo ${X:=leak}) && \
    echo $X

FROM alpine
RUN --network=none --security=<<EOF x
b

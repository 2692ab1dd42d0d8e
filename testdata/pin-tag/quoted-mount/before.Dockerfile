FROM alpine:3.24
RUN --mount="from=node,target=/n" true

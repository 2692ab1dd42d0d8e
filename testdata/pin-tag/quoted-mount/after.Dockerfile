FROM alpine:3.24
RUN --mount="from=node:26,target=/n" true

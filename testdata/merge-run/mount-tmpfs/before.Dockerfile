FROM alpine:3.20
RUN --mount=type=tmpfs,target=/a touch /a/b
RUN --mount=type=tmpfs,target=/a touch /a/c

FROM alpine:3.20
RUN --mount=type=cache,target=/a touch /a/b
RUN touch c

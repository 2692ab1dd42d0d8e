FROM alpine
RUN --mount=type=tmpfs,target=/a\
FROM alpine:3.20
RUN --mount=type=cache,target=/a,sharing=private touch /a/b
RUN --mount=type=cache,target=/a,sharing=private touch /a/c

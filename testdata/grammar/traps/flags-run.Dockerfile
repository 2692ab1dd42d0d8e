FROM alpine
RUN --mount=type=cache,target=/c --mount=type=bind,from=x,source=/a,target=/b --network=host --security=insecure echo a

FROM alpine:3.20
RUN --mount=type=bind,target=/a,rw touch /a/b
RUN --mount=type=bind,target=/a,rw touch /a/c

FROM alpine
RUN --mount=type=nope,target=/x echo

FROM debian:13
RUN mkdir /a
RUN --mount=type=cache,target=/c mkdir /b

FROM alpine
RUN --mount=type=bind,,target=/a, x

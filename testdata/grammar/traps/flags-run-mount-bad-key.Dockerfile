FROM alpine
RUN --mount=foo=bar echo

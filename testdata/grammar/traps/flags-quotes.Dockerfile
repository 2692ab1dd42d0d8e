FROM alpine
COPY --chown="a b" --from='c' d e

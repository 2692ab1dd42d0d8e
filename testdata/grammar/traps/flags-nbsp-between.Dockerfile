FROM alpine
COPY --chown=a --from=b c d

FROM alpine
COPY --chown=a --chown=b c d

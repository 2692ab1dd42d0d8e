FROM alpine
COPY --chown=ÿ:x a b

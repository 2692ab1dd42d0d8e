FROM alpine
COPY --chown=é:ü a b

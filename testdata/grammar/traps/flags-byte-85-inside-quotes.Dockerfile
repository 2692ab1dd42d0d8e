FROM alpine
COPY --chown="Å:x" a b

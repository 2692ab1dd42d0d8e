FROM alpine
COPY --chown=a\
:b --from=x \
  c d

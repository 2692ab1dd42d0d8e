FROM a
HEALTHCHECK --interval=5s \
  --timeout=3s \
  CMD a || \
  exit 1

FROM a
HEALTHCHECK CMD --interval=5s x

FROM a
HEALTHCHECK --interval=abc CMD x

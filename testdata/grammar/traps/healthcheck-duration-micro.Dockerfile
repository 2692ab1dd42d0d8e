FROM a
HEALTHCHECK --interval="5000µs" CMD x

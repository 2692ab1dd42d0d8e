FROM a
HEALTHCHECK --start-period=1d CMD x

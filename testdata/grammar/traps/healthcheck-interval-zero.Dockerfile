FROM a
HEALTHCHECK --interval=0 --timeout= CMD x

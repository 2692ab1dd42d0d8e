FROM a
HEALTHCHECK --timeout=-5s CMD x

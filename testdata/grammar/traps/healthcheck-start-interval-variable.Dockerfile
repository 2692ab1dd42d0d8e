FROM a
HEALTHCHECK --start-interval=${X} CMD x

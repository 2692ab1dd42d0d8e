FROM a
HEALTHCHECK --interval=1h2m3.5s --timeout=.5s --start-period=+1m --start-interval=5µs0.999s CMD x
HEALTHCHECK --interval=1.s CMD y

FROM a
HEALTHCHECK CMD a b  c
HEALTHCHECK cmd ["d", "e"]
HEALTHCHECK --interval=1m30s --timeout=2s --start-period=0s --start-interval=1ms --retries=3 CMD f
HEALTHCHECK CMD ['g']

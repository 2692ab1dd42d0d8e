FROM a
VOLUME [" \t\u00a0"]

FROM a
COPY b c d

FROM a
COPY b c d e /f/

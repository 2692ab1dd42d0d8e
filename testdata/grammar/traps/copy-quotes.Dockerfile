FROM a
COPY "b c" d
COPY 'e' f\ g

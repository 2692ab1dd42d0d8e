FROM a
COPY ["b"]

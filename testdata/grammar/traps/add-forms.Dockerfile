FROM a
ADD b c
ADD https://example.org/x.tgz /y
ADD git@example.org:z.git#main /w
ADD ["d e", "f"]

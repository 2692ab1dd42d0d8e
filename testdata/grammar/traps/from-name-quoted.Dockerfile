FROM a AS "b"

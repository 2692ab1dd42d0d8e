FROM a AS b

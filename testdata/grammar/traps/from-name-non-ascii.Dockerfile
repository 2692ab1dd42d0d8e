FROM a AS é

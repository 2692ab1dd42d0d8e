FROM a AS context

FROM a --platform=linux/amd64

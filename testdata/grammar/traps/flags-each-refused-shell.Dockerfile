FROM alpine
SHELL --x ["y"]

FROM alpine
ENTRYPOINT --x y

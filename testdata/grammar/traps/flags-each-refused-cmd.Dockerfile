FROM alpine
CMD --x y

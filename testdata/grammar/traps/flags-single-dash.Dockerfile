FROM alpine
RUN -x y
RUN - z
COPY -a b

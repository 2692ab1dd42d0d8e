FROM alpine
ENV a=1
ENV a=1 b=2
ENV a=1  b=2	c=3

FROM alpine
LABEL --x=y a=b

FROM alpine
LABEL ""=a

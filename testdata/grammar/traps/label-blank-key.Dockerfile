FROM alpine
LABEL =a

FROM alpine
ONBUILD LABEL a=b c

FROM alpine
VOLUME --x /y

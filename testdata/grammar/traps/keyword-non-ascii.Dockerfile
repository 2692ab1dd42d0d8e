FROM alpine
écho a

# hello
FROM alpine

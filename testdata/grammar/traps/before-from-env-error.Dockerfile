ENV
FROM alpine

   FROM alpine

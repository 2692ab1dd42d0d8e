ARG a =b
FROM alpine

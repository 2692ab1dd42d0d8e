FROM alpine
RUÿN a

FROM alpine
ENTRYPOINT ["a", 1.5e3]

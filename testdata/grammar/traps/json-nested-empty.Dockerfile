FROM alpine
CMD [[]]

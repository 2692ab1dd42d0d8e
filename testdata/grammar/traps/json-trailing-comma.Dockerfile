FROM alpine
CMD ["a",]

FROM alpine
CMD ["a", {"b":1,"b":2}]

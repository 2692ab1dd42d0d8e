FROM alpine
CMD ["a", \
  "b", \
# c
  "d"]

  \
  FROM alpine

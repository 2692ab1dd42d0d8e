ARG a=1 \
  # c
  b=2
FROM alpine:$a

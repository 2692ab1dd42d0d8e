FROM alpine
ENV a=1 \

# c
  b=2 \
   # d

  c=3

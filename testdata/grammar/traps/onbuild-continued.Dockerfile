FROM alpine
ONBUILD \
  RUN a \
# c
  b
ONBUILD\
 RUN c

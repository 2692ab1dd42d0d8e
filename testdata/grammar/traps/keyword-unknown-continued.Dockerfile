FROM alpine
FOO bar \
 RUN x \
# c
 y
RUN a

FROM alpine
RUN \
# one
 a

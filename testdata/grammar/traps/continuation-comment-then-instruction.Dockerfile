FROM alpine
RUN a \
# one
RUN b

FROM alpine
# one
# two
# three
 # four
RUN a

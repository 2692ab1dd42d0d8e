FROM alpine:3.24
RUN wget -O - http://example.org/x | tar x
RUN mkdir /y

FROM alpine
 # comment
RUN a

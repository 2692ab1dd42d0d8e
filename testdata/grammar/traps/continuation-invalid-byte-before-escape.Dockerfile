FROM alpine
RUN aÿ\
 b

FROM alpine
RUN a \
 	
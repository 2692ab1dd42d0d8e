FROM alpine
 


RUN a

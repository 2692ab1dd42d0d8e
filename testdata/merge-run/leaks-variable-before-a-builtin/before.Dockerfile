FROM alpine:3.20
RUN Z=1 :
RUN echo $Z

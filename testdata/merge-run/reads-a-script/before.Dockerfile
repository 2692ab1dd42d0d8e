FROM alpine:3.20
RUN . /etc/profile
RUN echo $PATH

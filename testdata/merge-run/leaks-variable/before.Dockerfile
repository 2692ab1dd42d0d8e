FROM alpine:3.20
RUN X=1
RUN echo $X

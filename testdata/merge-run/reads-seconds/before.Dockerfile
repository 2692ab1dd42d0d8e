FROM alpine:3.20
RUN sleep 2
RUN echo $SECONDS

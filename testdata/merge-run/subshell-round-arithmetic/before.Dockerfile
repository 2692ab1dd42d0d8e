FROM alpine:3.20
RUN echo $((Y=3))
RUN echo $Y

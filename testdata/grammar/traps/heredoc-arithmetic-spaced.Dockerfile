FROM alpine
RUN echo $(( 1 << 2 ))
body
2

FROM alpine:3.20
RUN printf -v X 1
RUN echo $X

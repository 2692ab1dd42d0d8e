FROM alpine:3.20
RUN (PATH=/opt/bin:$PATH touch a) && \
    touch b

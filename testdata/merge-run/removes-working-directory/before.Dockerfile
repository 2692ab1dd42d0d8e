FROM alpine:3.20
WORKDIR /build
RUN rm -rf /build
RUN touch b

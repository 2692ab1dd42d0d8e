FROM alpine
RUN --device= x

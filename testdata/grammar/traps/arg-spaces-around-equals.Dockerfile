FROM alpine
ARG a = b

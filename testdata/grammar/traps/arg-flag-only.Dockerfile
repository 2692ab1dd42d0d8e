FROM alpine
ARG --x

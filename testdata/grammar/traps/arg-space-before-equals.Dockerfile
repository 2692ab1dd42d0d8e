FROM alpine
ARG a b =c

FROM alpine
ARG --x=y a
ARG --z
ARG b

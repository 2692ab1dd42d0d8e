FROM alpine
ARG --x=y a --z

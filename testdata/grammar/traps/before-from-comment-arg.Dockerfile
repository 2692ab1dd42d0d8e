# c
ARG A
ARG B=1 C="2 3"
# d
FROM alpine:$A

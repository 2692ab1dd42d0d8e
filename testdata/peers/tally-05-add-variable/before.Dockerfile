FROM debian:13
ARG F
ADD $F /w

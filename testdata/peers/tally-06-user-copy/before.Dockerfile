FROM debian:13
ARG U=1
USER $U
COPY a b

FROM alpine:3.20
SHELL ["/bin/sh", "-ec"]
RUN touch $(echo a; echo b)
RUN touch c

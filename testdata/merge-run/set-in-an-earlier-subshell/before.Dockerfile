FROM alpine:3.20
RUN (set -e; false; echo hi); touch b
RUN touch c

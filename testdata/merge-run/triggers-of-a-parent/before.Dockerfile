FROM alpine:3.20 AS base
ONBUILD SHELL ["/bin/bash", "-lc"]
FROM base
RUN touch a
RUN touch b

FROM alpine:3.20 AS base
RUN touch /a
RUN touch /b
FROM base
RUN touch /c

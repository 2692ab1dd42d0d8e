FROM alpine:3.20
RUN set -e; touch a
RUN touch b; touch c

FROM alpine:3.20
SHELL ["/bin/sh", "-e", "-c"]
RUN { touch a; touch b; }
RUN touch c

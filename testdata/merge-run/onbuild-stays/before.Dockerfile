FROM alpine:3.20
ONBUILD RUN touch a
ONBUILD RUN touch b

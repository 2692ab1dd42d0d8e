FROM alpine:3.20
RUN eval "$X"
RUN touch b

FROM alpine:3.20
RUN touch a || true
RUN touch b

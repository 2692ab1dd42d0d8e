FROM alpine:3.20
RUN touch a; exit 0
RUN touch b

FROM alpine:3.20
RUN sleep 100 &
RUN touch b

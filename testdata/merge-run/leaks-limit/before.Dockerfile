FROM alpine:3.20
RUN ulimit -n 10 && touch a
RUN touch b

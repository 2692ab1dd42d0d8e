FROM alpine:3.20
RUN trap 'touch /x' EXIT && touch a
RUN touch b

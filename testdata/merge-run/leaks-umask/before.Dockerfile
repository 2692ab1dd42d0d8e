FROM alpine:3.20
RUN umask 077 && touch a
RUN touch b

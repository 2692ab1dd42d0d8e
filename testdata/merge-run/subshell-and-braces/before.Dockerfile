FROM alpine:3.20
RUN cd /tmp && touch a
RUN touch b || touch c

FROM alpine:3.20
RUN cd /tmp && touch a
RUN cd /srv && touch b
RUN touch c

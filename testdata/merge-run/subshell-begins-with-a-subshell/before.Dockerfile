FROM alpine:3.20
RUN (cd /tmp && touch a); cd /srv; touch b
RUN touch c

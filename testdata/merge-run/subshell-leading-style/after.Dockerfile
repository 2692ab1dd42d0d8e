FROM alpine:3.20
RUN (cd /tmp \
 && touch a \
 && touch b) \
# the second one
 && touch c \
 && touch d

FROM debian:12
RUN set -e && touch a
RUN false; echo ok

FROM debian:13
RUN mkdir /x && ( \
  cd /x && touch y \
)
RUN mkdir /z

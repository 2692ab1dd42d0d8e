FROM example.org/team/base:1
RUN mkdir /data && touch /data/a
RUN apt-get update

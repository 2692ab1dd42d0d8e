FROM debian:12
RUN cd /tmp && . /etc/profile && touch a
RUN touch b

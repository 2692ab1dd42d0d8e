FROM debian:12
RUN [[ -f /etc/motd ]] && touch a
RUN touch b

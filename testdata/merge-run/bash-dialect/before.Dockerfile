FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN [[ -f /etc/motd ]] && touch a
RUN if [[ -d /srv && ! -e /x ]]; then touch b; fi
RUN touch c &> /srv/log
RUN cat <<< word > d

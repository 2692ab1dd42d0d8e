FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN [[ -f /etc/motd ]] && touch a && \
    if [[ -d /srv && ! -e /x ]]; then touch b; fi && \
    touch c &> /srv/log && \
    cat <<< word > d

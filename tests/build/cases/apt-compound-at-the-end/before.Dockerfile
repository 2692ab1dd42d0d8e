FROM debian:bookworm
RUN set -eu; \
    apt-get update; \
    apt-get install -y --no-install-recommends bc; \
    if test -e /usr/bin/bc; then \
        echo there; \
    fi
CMD ["bc"]

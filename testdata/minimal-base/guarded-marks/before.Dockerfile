FROM debian:stretch
RUN apt-get update && savedAptMark="$(apt-mark showmanual)" && apt-get install -y gcc && gcc --version && apt-mark auto ".*" > /dev/null && { [ -z "$savedAptMark" ] || apt-mark manual $savedAptMark; } && apt-get purge -y --auto-remove
CMD ["cat", "/etc/issue"]

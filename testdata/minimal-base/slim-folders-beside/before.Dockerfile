FROM debian:12
WORKDIR /srv/app
ENV PREFIX=/usr/local ARCHIVE=/tmp/a.tar.gz
COPY a.tar.gz /tmp/
RUN mkdir -p /usr/share/nothing && cd /tmp && tar -xzf /tmp/a.tar.gz -C / && rm -rf /usr/share/doc/* && ls -l . > /usr/share/nothing/list
RUN find /srv -name "*.txt" -exec chmod 644 {} + && cp /etc/debian_version ./v && chown -R root /usr/share
CMD ["cat", "v"]

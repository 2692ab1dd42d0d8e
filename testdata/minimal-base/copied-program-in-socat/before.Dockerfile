FROM debian:13
COPY chall /srv/chall
CMD ["sh", "-c", "exec /srv/chall"]

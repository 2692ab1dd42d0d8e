FROM debian:13-slim
COPY chall /srv/chall
CMD ["sh", "-c", "exec /srv/chall"]

FROM debian:oldstable
FROM traefik:2

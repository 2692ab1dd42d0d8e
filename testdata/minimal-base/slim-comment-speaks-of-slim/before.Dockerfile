# not slim: this reads manual pages

FROM debian:12
COPY start.sh /start.sh
CMD ["/start.sh"]

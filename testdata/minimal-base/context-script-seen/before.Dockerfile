FROM debian:12
COPY start.sh /start.sh
CMD ["/start.sh"]

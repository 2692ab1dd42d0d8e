FROM debian:12-slim
ADD https://example.org/srv.zip /srv.zip
COPY start.sh /start.sh
CMD ["/start.sh"]

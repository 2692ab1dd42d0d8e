FROM alpine:3.24
ADD https://example.org/srv.zip /srv.zip
COPY start.sh /start.sh
CMD ["/start.sh"]

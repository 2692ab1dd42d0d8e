FROM alpine:3.24
RUN apk add --no-cache bash
ADD https://example.org/srv.zip /srv.zip
COPY start.sh /start.sh
CMD ["/start.sh"]

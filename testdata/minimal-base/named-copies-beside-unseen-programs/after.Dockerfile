FROM php:8.3-fpm-alpine
RUN apk add --no-cache bash
COPY opt/lib /opt/lib
COPY start.sh /start.sh
CMD ["/start.sh"]

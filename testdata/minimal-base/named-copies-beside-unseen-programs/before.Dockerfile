FROM php:8.3-fpm
COPY opt/lib /opt/lib
COPY start.sh /start.sh
CMD ["/start.sh"]

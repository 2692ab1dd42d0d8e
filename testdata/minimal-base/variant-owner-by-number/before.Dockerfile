FROM php:8.3-fpm
COPY --chown=33:33 . /var/www/html
RUN mkdir /data && chown -R 33:33 /data
RUN mkdir /other && chgrp 999 /other
CMD ["php-fpm"]

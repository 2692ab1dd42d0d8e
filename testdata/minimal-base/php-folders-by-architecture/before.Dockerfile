FROM php:8.3-cli
RUN docker-php-ext-configure ldap --with-libdir=lib/x86_64-linux-gnu && docker-php-ext-install ldap
CMD ["php", "/app.php"]

FROM php:8.4
ONBUILD RUN composer install
FROM php:8.4
RUN echo "composer install"
FROM php:8.4
RUN true # composer install
FROM php:8.4
RUN cat > /x <<'EOF'
composer install
EOF
FROM php:8.4
RUN su app -c "composer install"
FROM php:8.4
RUN eval 'composer install'
FROM php:8.4
RUN X=$(composer install) && echo $X
FROM php:8.4
RUN f() { composer install; } && f
FROM php:8.4
LABEL install="composer install"
FROM php:8.4
SHELL ["/usr/bin/fish", "-c"]
RUN composer install

FROM php:8.4
RUN su app -c "composer install --no-dev"
RUN echo $(composer install --no-dev)
RUN get() { composer install --no-dev; } && get
RUN sh <<EOT
composer install --no-dev $X
EOT
RUN composer install --no-dev && if true; then echo

FROM postgres:17-alpine
COPY docker-entrypoint.sh /usr/local/bin/
CMD ["postgres"]

FROM postgres:17
COPY docker-entrypoint.sh /usr/local/bin/
CMD ["postgres"]

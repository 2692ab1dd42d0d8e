FROM postgres:16
COPY postgresql.conf /config/
COPY init.sql /docker-entrypoint-initdb.d/
HEALTHCHECK CMD ["/usr/local/bin/pg_isready", "--host=/var/run/postgresql"]
CMD ["postgres", "-c", "config_file=/config/postgresql.conf"]

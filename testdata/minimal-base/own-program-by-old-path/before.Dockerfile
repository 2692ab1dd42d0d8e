FROM postgres:16
HEALTHCHECK CMD ["/usr/lib/postgresql/16/bin/pg_isready", "-U", "x"]
CMD ["postgres"]

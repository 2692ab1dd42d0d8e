FROM postgres:16
ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]
CMD ["/usr/lib/postgresql/16/bin/postgres"]

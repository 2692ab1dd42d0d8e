FROM postgres:17
ENV POSTGRES_DB=shop
COPY schema.sql /docker-entrypoint-initdb.d/10-schema.sql
CMD ["postgres", "-c", "max_connections=200"]

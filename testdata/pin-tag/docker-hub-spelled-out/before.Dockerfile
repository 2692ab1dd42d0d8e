FROM docker.io/library/node
FROM docker.io/postgres:latest
FROM library/redis

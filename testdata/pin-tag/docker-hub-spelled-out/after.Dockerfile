FROM docker.io/library/node:26
FROM docker.io/postgres:18
FROM library/redis:8.10

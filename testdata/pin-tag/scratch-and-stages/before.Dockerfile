FROM scratch AS node
FROM node
FROM NODE

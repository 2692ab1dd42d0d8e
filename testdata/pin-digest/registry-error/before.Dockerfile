FROM node:26
FROM example.org/app:1

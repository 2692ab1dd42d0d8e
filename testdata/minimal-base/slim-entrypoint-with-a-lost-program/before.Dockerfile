FROM node:22
WORKDIR /app
COPY . .
ENTRYPOINT ["nice", "-n", "5"]
CMD ["gcc", "-o", "main", "main.c"]

FROM node:22-alpine
RUN apk add --no-cache openssh-client git ca-certificates
RUN npm i git+ssh://git@example.org/a/b.git
CMD ["node", "-v"]

FROM node:24
COPY --from=node:24 /root/.npm /root/.npm
RUN npm ci

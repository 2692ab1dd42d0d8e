FROM node:18
COPY wrapper /usr/local/bin/npm
CMD ["npm"]

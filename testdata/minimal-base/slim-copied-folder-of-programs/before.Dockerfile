FROM node:18
COPY bin/ /usr/local/bin/
CMD ["npm"]

# buster's lists are gone: the update fails, and git is there on the full image alone
FROM node:lts-buster
RUN apt-get update; apt-get install -y git
CMD ["node", "app.js"]

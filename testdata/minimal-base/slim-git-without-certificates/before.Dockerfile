FROM node:22
RUN apt-get update && apt-get install -y --no-install-recommends git
CMD ["node", "x.js"]

FROM ubuntu:22.04
RUN apt-get update && apt-get install -y nodejs npm
RUN npm --version
CMD ["node", "x.js"]

FROM node:boron
RUN apt-get update && apt-get install -y --no-install-recommends gnupg
RUN apt-key adv --keyserver example.org --recv-keys 1234
CMD ["node", "x.js"]

FROM node:24
RUN echo "deb https://example.org/debian stable main" > /etc/apt/sources.list.d/x.list
RUN apt-get update && apt-get install -y nano
CMD ["node", "x.js"]

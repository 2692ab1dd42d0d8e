FROM node:22
RUN apt-get update && apt-get install -y --no-install-recommends curl && curl -o /x https://example.org/x
CMD ["node", "x.js"]

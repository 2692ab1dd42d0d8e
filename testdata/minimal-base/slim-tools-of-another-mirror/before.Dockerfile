FROM node:22 AS base
RUN sed -i s/deb.example.org/mirror.example.org/ /etc/apt/sources.list.d/debian.sources
RUN curl -fsSLO https://example.org/x.js
FROM base
CMD ["node", "x.js"]

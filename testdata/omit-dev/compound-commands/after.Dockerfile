FROM node:24
RUN if test -f /x; then npm ci; fi && (cd /x; npm ci --omit=dev)
CMD ["node", "x.js"]

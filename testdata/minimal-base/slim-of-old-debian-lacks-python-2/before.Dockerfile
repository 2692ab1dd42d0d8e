FROM node:14-buster
RUN python -V && python2.7 -V
RUN bzr branch http://example.org/x
CMD ["node", "x.js"]

FROM node:8.3.0
COPY index.js /
CMD ["nodejs", "/index.js"]

FROM node:8.3.0-slim
COPY index.js /
CMD ["nodejs", "/index.js"]

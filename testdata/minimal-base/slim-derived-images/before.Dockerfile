FROM node:18-bookworm
# from a derived Dockerfile, use `RUN plugins.sh`
COPY app.js /app.js
CMD ["node", "/app.js"]

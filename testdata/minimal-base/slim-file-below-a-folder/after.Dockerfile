FROM node:22-slim
COPY Inter.ttf /usr/share/fonts/Inter.ttf
CMD ["sleep", "1"]

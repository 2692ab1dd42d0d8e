FROM node:22
COPY Inter.ttf /usr/share/fonts/Inter.ttf
CMD ["sleep", "1"]

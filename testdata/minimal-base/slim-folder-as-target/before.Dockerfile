FROM node:22
COPY Inter.ttf /usr/share/fonts
CMD ["sleep", "1"]

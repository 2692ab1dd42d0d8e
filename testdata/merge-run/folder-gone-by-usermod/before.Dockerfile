FROM node:20
WORKDIR /home/node
RUN usermod -d /srv/node -m node
RUN mkdir -p app
CMD ["true"]

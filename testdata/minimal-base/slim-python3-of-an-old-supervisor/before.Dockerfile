FROM node:14-buster
RUN apt-get update && apt-get install -y supervisor
RUN python3 --version
CMD ["node", "-v"]

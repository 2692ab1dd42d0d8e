FROM node:24
COPY x.list /etc/apt/sources.list.d/
RUN apt-get update && apt-get install -y nano
CMD ["node", "-v"]

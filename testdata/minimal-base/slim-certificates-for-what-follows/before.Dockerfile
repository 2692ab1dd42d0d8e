FROM node:24
RUN apt-get update && apt-get install -y nano
RUN curl -L http://example.org/x
RUN git submodule update --init
RUN apt-get update && apt-get install -y rsync && rsync -a host:/x /y
HEALTHCHECK CMD curl -f http://localhost:3000
CMD ["node", "x.js"]

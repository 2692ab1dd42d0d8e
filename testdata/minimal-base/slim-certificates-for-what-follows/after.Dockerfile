FROM node:24-slim
RUN apt-get update && apt-get install -y nano ca-certificates curl git openssh-client
RUN curl -L http://example.org/x
RUN git submodule update --init
RUN apt-get update && apt-get install -y rsync && rsync -a host:/x /y
HEALTHCHECK CMD curl -f http://localhost:3000
CMD ["node", "x.js"]

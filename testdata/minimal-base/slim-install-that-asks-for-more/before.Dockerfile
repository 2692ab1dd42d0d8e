FROM node:20
RUN apt-get update && apt-get install git-lfs
USER 2000
CMD ["true"]

FROM node:24-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl git openssh-client unzip && rm -rf /var/lib/apt/lists/*
RUN timeout 60 git clone git@example.org:x /x && find . -name '*.zip' -exec unzip {} \;
RUN echo https://example.org/x | env -i timeout 60 nice -n 5 xargs curl -f
CMD ["node", "/x/x.js"]

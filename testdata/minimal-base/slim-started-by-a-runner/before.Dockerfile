FROM node:24
RUN timeout 60 git clone git@example.org:x /x && find . -name '*.zip' -exec unzip {} \;
RUN echo https://example.org/x | env -i timeout 60 nice -n 5 xargs curl -f
CMD ["node", "/x/x.js"]

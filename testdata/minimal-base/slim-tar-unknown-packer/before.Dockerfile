FROM node:22
COPY a.tgz /
RUN tar xf /$F && tar -xzf /a.tgz && tar tf a.tar.gz
CMD ["cat", "/x"]

FROM node:22-alpine
RUN apk add --no-cache tar xz
COPY a.tar.xz /
RUN tar -xJf /a.tar.xz -C /opt --wildcards "*.txt"
CMD ["sleep", "1"]

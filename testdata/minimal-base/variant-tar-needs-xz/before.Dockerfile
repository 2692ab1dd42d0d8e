FROM node:22
COPY a.tar.xz /
RUN tar -xJf /a.tar.xz -C /opt --wildcards "*.txt"
CMD ["sleep", "1"]

FROM node:22
RUN sh -c "cd /app && git init" && find . -name x -exec patch {} +
RUN <<EOF
wget -O /x http://example.org/x
EOF
RUN ["gcc", "--version"]
CMD ["node", "x.js"]

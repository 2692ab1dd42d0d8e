FROM node:22-alpine
RUN apk add --no-cache git ca-certificates coreutils
RUN nice -n 5 git --version
CMD ["sleep", "1"]

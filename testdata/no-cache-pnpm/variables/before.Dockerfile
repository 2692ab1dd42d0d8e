FROM node:24
RUN $PNPM install
RUN pnpm $OPTIONS install

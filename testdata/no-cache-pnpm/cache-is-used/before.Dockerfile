FROM node:24
ENV npm_config_store_dir=/s
RUN pnpm config set store-dir /s
RUN pnpm install --frozen-lockfile

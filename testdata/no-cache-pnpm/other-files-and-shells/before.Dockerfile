FROM node:24
ONBUILD RUN pnpm install --frozen-lockfile
# imgfix ignore=no-cache-pnpm -- wanted
RUN pnpm install --frozen-lockfile
SHELL ["/bin/zsh", "-c"]
RUN pnpm install --frozen-lockfile

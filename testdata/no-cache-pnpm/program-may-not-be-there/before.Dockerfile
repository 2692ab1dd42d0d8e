FROM node:24
RUN if test -f /x; then pnpm install --frozen-lockfile; fi
RUN pnpm install --frozen-lockfile || true
RUN env A=b pnpm install --frozen-lockfile
RUN pnpm install --frozen-lockfile && rm -rf /opt

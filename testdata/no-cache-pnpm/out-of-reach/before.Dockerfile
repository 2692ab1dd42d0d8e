FROM node:24
RUN su app -c "pnpm install --frozen-lockfile"
RUN echo $(pnpm install --frozen-lockfile)
RUN get() { pnpm install --frozen-lockfile; } && get
RUN sh <<EOT
pnpm install --frozen-lockfile $X
EOT
RUN pnpm install --frozen-lockfile && if true; then echo

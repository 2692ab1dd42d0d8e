FROM node:24
ONBUILD RUN pnpm install --frozen-lockfile
FROM node:24
RUN echo "pnpm install --frozen-lockfile"
FROM node:24
RUN true # pnpm install --frozen-lockfile
FROM node:24
RUN cat > /x <<'EOF'
pnpm install --frozen-lockfile
EOF
FROM node:24
RUN su app -c "pnpm install --frozen-lockfile"
FROM node:24
RUN eval 'pnpm install --frozen-lockfile'
FROM node:24
RUN X=$(pnpm install --frozen-lockfile) && echo $X
FROM node:24
RUN f() { pnpm install --frozen-lockfile; } && f
FROM node:24
LABEL install="pnpm install --frozen-lockfile"
FROM node:24
SHELL ["/usr/bin/fish", "-c"]
RUN pnpm install --frozen-lockfile

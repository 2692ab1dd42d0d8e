FROM node:24
ONBUILD RUN yarn install --frozen-lockfile
FROM node:24
RUN echo "yarn install --frozen-lockfile"
FROM node:24
RUN true # yarn install --frozen-lockfile
FROM node:24
RUN cat > /x <<'EOF'
yarn install --frozen-lockfile
EOF
FROM node:24
RUN su app -c "yarn install --frozen-lockfile"
FROM node:24
RUN eval 'yarn install --frozen-lockfile'
FROM node:24
RUN X=$(yarn install --frozen-lockfile) && echo $X
FROM node:24
RUN f() { yarn install --frozen-lockfile; } && f
FROM node:24
LABEL install="yarn install --frozen-lockfile"
FROM node:24
SHELL ["/usr/bin/fish", "-c"]
RUN yarn install --frozen-lockfile

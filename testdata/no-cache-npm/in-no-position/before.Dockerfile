FROM node:24
ONBUILD RUN npm ci
FROM node:24
RUN echo "npm ci"
FROM node:24
RUN true # npm ci
FROM node:24
RUN cat > /x <<'EOF'
npm ci
EOF
FROM node:24
RUN su app -c "npm ci"
FROM node:24
RUN eval 'npm ci'
FROM node:24
RUN X=$(npm ci) && echo $X
FROM node:24
RUN f() { npm ci; } && f
FROM node:24
LABEL install="npm ci"
FROM node:24
SHELL ["/usr/bin/fish", "-c"]
RUN npm ci

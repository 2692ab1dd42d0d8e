FROM node:24
RUN su app -c "yarn install --frozen-lockfile"
RUN echo $(yarn install --frozen-lockfile)
RUN get() { yarn install --frozen-lockfile; } && get
RUN sh <<EOT
yarn install --frozen-lockfile $X
EOT
RUN yarn install --frozen-lockfile && if true; then echo

FROM node:24
RUN su app -c "npm ci"
RUN echo $(npm ci)
RUN get() { npm ci; } && get
RUN sh <<EOT
npm ci $X
EOT
RUN npm ci && if true; then echo

FROM node:24
RUN get() { npm ci; } && get
RUN echo $(npm ci)

FROM node:24
RUN npm $OPTIONS ci

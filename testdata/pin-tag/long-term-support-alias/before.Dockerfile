FROM node:lts
FROM node:lts-alpine
FROM node:current-slim

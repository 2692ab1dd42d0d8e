FROM node:24
FROM node:24-alpine
FROM node:26-slim

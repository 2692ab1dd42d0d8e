FROM node:20-bookworm-slim
FROM node:26-slim

FROM node:20-bookworm-slim
FROM node:slim

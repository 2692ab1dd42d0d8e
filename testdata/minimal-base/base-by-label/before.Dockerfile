FROM node:22
LABEL org.example.title="Node.js base image"
RUN npm install -g yarn

FROM node:22-slim
RUN eval "apt-get install -y git"
CMD ["node"]

FROM node:20-bookworm
RUN apt-get update && apt-get install -y curl
CMD ["node"]

FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates gnupg wget && rm -rf /var/lib/apt/lists/*
RUN wget -q https://example.org/key.asc && gpg --import key.asc
CMD ["node", "x.js"]

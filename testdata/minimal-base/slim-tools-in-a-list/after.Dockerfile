FROM node:18-slim
RUN apt-get update && apt-get install -y \
        nginx \
        # for the feed
        libaio1 ca-certificates wget xz-utils \
    && wget -q https://example.org/x.tar.xz && tar -xf x.tar.xz \
    && rm -rf /var/lib/apt/lists/*
CMD ["node", "x.js"]

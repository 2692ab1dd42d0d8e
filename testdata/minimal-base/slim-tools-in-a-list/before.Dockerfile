FROM node:18
RUN apt-get update && apt-get install -y \
        nginx \
        # for the feed
        libaio1 \
    && wget -q https://example.org/x.tar.xz && tar -xf x.tar.xz \
    && rm -rf /var/lib/apt/lists/*
CMD ["node", "x.js"]

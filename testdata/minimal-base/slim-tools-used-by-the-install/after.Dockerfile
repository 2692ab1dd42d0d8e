FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git && rm -rf /var/lib/apt/lists/*
RUN apt-get update
RUN REVISION=$(git ls-remote https://example.org/x) apt-get install -y nginx
RUN git clone https://example.org/x
CMD ["cat", "x"]

FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends aria2 ca-certificates && apt-config dump > /settings
ENTRYPOINT ["aria2c"]

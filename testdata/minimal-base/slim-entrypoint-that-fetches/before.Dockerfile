FROM node:22
RUN apt-get update && apt-get install -y --no-install-recommends aria2 && apt-config dump > /settings
ENTRYPOINT ["aria2c"]

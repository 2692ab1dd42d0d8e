FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends procps && rm -rf /var/lib/apt/lists/*
RUN echo "vm.max_map_count=262144" > /etc/sysctl.d/99-app.conf
CMD ["sleep", "1"]

FROM node:10-stretch-slim
RUN apt-get update && apt-get install -y build-essential python3-pip
RUN gcc --version && make --version && python3 --version
CMD ["node", "-v"]

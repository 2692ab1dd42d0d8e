FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y -f nginx
RUN git clone https://example.org/x.git
CMD ["cat", "/x/y"]

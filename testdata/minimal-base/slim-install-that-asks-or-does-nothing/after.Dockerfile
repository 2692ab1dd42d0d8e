FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl git wget && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install git && git clone https://example.org/x
RUN apt-get install -y --download-only curl && curl -f https://example.org/y
RUN apt-get install -sy wget; wget -q https://example.org/z
CMD ["python", "-V"]

FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl wget && rm -rf /var/lib/apt/lists/*
ADD https://example.org/curl /app/bin/curl
COPY wget /usr/local/bin/wget
RUN curl -f https://example.org/x
RUN rm /usr/local/bin/wget && wget -q https://example.org/y
CMD ["python", "-V"]

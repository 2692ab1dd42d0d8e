FROM python:3.6-slim-stretch
RUN apt-get update && apt-get install -y --no-install-recommends wget && rm -rf /var/lib/apt/lists/*
RUN wget -q https://example.org/x.txt
RUN apt-get update && apt-get install -y nginx
CMD ["cat", "/x.txt"]

FROM python:3.13-slim
RUN mkdir -p /usr/share/man/man1 /usr/share/man/man7 && apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://example.org/k.asc -o /etc/apt/trusted.gpg.d/k.asc && echo "deb https://example.org/ x main" > /etc/apt/sources.list.d/x.list
RUN apt-get update && apt-get install -y postgresql-client
CMD ["python", "-V"]

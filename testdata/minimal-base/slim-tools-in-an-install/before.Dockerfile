FROM python:3.9-bullseye AS app
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends nginx -qq && rm -rf /var/lib/apt/lists/*
RUN git clone https://example.org/x.git . && curl -fsSLO https://example.org/y.zip && unzip y.zip
CMD ["python", "app.py"]

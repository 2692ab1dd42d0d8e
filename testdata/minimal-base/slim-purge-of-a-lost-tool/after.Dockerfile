FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl git wget && rm -rf /var/lib/apt/lists/*
RUN git clone https://example.org/x.git /x && apt-get purge -y git wget
RUN apt-mark hold curl
CMD ["python3", "/x/app.py"]

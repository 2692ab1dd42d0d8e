FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git build-essential && rm -rf /var/lib/apt/lists/*
RUN git clone https://example.org/x.git /x && make -C /x
CMD ["python", "/x/app.py"]

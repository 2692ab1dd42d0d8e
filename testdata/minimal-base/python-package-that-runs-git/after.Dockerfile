FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
RUN pip install "GitPython==3.1" flask
COPY app.py /
CMD ["python", "/app.py"]

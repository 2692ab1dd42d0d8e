FROM docker.io/library/python:3.13@sha256:a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1 AS app
COPY app.py /app/
CMD ["python", "/app/app.py"]

FROM docker.io/library/python:3.13-slim@sha256:b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2 AS app
COPY app.py /app/
CMD ["python", "/app/app.py"]

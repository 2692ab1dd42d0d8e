FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
ENV REPOSITORY=https://example.org/team/app.git
COPY start.py /start.py
CMD ["python3", "/start.py"]

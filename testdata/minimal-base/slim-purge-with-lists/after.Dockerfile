FROM python:3.12-slim
RUN apt-get update && apt-get purge -y 'libpq*' mercurial && rm -rf /var/lib/apt/lists/*
RUN apt-mark auto '.*'
CMD ["python3", "app.py"]

FROM python:3.12-slim
COPY app.py /app/app.py
CMD ["/usr/bin/python3", "/app/app.py"]

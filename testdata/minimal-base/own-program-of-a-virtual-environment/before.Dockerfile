FROM python:3.12-slim
WORKDIR /app
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask
COPY app.py /app/
CMD ["/opt/venv/bin/python", "-Xpycache_prefix=/tmp/pycache", "/app/app.py"]

FROM debian:stretch-slim
COPY app.py /app.py
CMD ["/app.py"]

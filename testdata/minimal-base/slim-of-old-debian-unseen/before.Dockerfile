FROM debian:stretch
COPY app.py /app.py
CMD ["/app.py"]

FROM python:2.7.11-wheezy
RUN apt-get update && apt-get install -y --no-install-recommends libgeos-dev git
COPY app.py /app.py
CMD ["python", "/app.py"]

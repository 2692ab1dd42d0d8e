FROM python:2.7.11-alpine
RUN apk add --no-cache geos-dev git
COPY app.py /app.py
CMD ["python", "/app.py"]

FROM python:3.11 AS a
WORKDIR /app
RUN pip install --target /app/lib numpy
FROM python:3.12-slim
COPY --from=a /app/lib /app/lib
CMD ["python", "/app/x.py"]

FROM python:3.12-alpine
WORKDIR /app
COPY . .
RUN addgroup -S app && adduser -D -H -S -G app -h /app -s /usr/sbin/nologin app && chown -R app:app /app
RUN pip install -r requirements.txt
USER app
CMD ["python", "app.py"]

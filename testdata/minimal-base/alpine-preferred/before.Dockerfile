FROM python:3.12
WORKDIR /app
COPY . .
RUN groupadd -r app && useradd -r -g app -d /app -s /usr/sbin/nologin app && chown -R app:app /app
RUN pip install -r requirements.txt
USER app
CMD ["python", "app.py"]

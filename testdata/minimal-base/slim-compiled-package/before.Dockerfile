FROM python:3.12
RUN pip install --no-cache-dir "django==5.1" "psycopg2==2.9"
CMD ["python", "app.py"]

FROM python:3.6
RUN apt-get update && apt-get install -y /tmp/x.deb && pip install psycopg2==2.8.3
CMD ["python", "x.py"]

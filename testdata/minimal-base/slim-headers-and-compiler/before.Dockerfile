FROM python:3.12
RUN apt-get update && apt-get install -y libev-dev gcc libc6-dev
COPY requirements.txt /
RUN pip install -r /requirements.txt
CMD ["python", "x.py"]

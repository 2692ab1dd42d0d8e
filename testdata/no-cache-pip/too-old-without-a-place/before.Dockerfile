FROM debian:8
RUN apt-get update && apt-get install -y python-pip && pip install flask & wait
FROM python:3.14
RUN pip install --no-cache-dir pip==1.5.6
RUN pip install flask & wait

FROM python:3.12 AS base
RUN apt-get update && apt-get install -y libev-dev python3-dev
COPY requirements.txt /
RUN pip install -r /requirements.txt
FROM base
CMD ["python", "x.py"]

FROM python:3.9-slim
RUN apt-get update && apt-get install -y time
COPY run.py /run.py
CMD ["python", "/run.py"]

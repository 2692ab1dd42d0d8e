FROM python:3.14
RUN apt-get update && apt-get install -y libev-dev
RUN pip install bjoern
CMD ["python", "x.py"]

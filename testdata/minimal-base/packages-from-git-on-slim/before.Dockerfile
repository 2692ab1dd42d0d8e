FROM python:3.14-slim
RUN pip install git+https://example.org/y.git
CMD ["python", "x.py"]

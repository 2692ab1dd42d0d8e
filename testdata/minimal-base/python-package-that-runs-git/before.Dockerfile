FROM python:3.12
RUN pip install "GitPython==3.1" flask
COPY app.py /
CMD ["python", "/app.py"]

# alpine would be better, but httptools is unable to build there
FROM python:3.12-bookworm
RUN pip install --no-cache-dir -r /requirements.txt
CMD ["python3", "/app.py"]

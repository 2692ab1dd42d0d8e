FROM python:3.11
RUN pip config set --global global.no-cache-dir true
RUN pip install six idna
CMD ["python3"]

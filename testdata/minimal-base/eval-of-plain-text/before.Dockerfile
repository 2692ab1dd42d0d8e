FROM python:3.12-slim
RUN eval "mkdir -p /data"
CMD ["python", "-V"]

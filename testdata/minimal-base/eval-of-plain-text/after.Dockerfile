FROM python:3.12-alpine
RUN eval "mkdir -p /data"
CMD ["python", "-V"]

FROM python:3.12-slim
RUN eval "wget https://example.com/a"
CMD ["python", "-V"]

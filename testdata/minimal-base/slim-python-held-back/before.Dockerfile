FROM python:3.12-bookworm
WORKDIR /app
COPY . .
RUN pip install . && python -m compileall .
CMD ["python", "app.py"]

FROM debian:12
RUN apt-get update && apt-get install -y curl git
COPY . /app
CMD ["python3", "/app/main.py"]

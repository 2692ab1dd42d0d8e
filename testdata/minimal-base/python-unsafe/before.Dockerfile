FROM debian:13
RUN apt-get update
RUN apt-get install -y python3
CMD ["python3", "app.py"]

FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
RUN sh setup.sh
CMD ["python3", "app.py"]

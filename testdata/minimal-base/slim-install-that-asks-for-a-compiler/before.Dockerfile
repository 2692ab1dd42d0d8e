FROM python:3.13
RUN apt-get update && apt-get install gcc && dpkg --version
CMD ["python", "-V"]

FROM python:3.13
RUN apt-get update && apt-get install -y g++ && apt-get purge -y --auto-remove g++ && dpkg --version
RUN gcc -v
CMD ["python", "-V"]

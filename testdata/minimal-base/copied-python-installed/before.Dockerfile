FROM ubuntu:14.04
RUN apt-get update && apt-get install -y python3
COPY tree.py /root/
CMD ["python3", "/root/tree.py"]

FROM python:3.13
ENV P=git
RUN P=nano; apt-get update && apt-get install -y $P && git clone https://example.org/x
CMD ["python", "-V"]

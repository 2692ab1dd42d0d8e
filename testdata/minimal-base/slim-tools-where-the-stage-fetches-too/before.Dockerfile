FROM python:3.6-stretch
RUN wget -q https://example.org/x.txt
RUN apt-get update && apt-get install -y nginx
CMD ["cat", "/x.txt"]

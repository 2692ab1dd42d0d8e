FROM python:3.13
RUN apt-get update && apt-get install -y -f nginx
RUN git clone https://example.org/x.git
CMD ["cat", "/x/y"]

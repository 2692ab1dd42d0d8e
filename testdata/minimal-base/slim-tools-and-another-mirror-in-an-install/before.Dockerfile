FROM python:3.13
RUN sed -i s/deb.example.org/mirror.example.org/ /etc/apt/sources.list.d/debian.sources
RUN apt-get update && apt-get install -y nginx
RUN git clone https://example.org/x.git
CMD ["cat", "/x/y"]

FROM python:3.9-bullseye
RUN apt-get update && apt-get install -y nginx
RUN git clone https://example.org/x.git && gcc x/x.c
CMD ["cat", "/x/y"]

FROM python:3.9-bullseye
RUN apt-get update && apt-get install -y --no-install-recommends nginx
RUN git clone https://example.org/x.git
CMD ["cat", "/x/y"]

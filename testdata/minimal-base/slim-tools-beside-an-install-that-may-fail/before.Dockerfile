FROM python:3.13
RUN apt-get update; apt-get install -y nginx || true
RUN if [ -e /x ]; then apt-get update && apt-get install -y vim; fi
RUN git clone https://example.org/x.git
CMD ["cat", "/x/y"]

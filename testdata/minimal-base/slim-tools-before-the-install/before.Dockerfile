FROM python:3.13
RUN curl -fsSLO https://example.org/x.txt
RUN apt-get update && apt-get install -y --no-install-recommends nginx
RUN git clone https://example.org/x.git
CMD ["cat", "/x.txt"]

FROM debian:13
RUN apt-get update
ENV http_proxy=http://proxy.example.org:3128
RUN apt-get install -y curl
CMD ["curl"]

FROM ubuntu:24.04
RUN apt-get update -o Acquire::http::Proxy=http://proxy.example.org:3128 && apt-get install -y curl
CMD ["curl"]

FROM node:22
RUN apt-get update
RUN REVISION=$(git ls-remote https://example.org/x) apt-get install -y nginx
RUN git clone https://example.org/x
CMD ["cat", "x"]

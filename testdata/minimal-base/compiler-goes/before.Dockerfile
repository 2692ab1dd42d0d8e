FROM ubuntu:24.04
RUN apt-get update && apt-get install -y build-essential
COPY . /src
RUN cd /src && make
RUN apt-get autoremove -y build-essential
ENTRYPOINT ["/src/a"]

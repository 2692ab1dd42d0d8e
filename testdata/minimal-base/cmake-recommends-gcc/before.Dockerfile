FROM debian:13
RUN apt-get update && apt-get install -y make cmake
COPY . /src
RUN cd /src && cmake . && make
ENTRYPOINT ["/src/run.sh"]

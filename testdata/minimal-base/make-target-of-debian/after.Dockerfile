FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y make git
WORKDIR /src
COPY . .
RUN make debian-prepare-build-host
RUN ./tools/build --os=ubuntu
ENTRYPOINT ["/src/run"]

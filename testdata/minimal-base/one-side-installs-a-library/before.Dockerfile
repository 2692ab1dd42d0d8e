FROM rust:1.90 AS a
WORKDIR /s
COPY . .
RUN cargo build --release
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y libssl3
COPY --from=a /s/target/release/x /opt/x
ENTRYPOINT ["/opt/x"]

FROM rust:1.90 AS a
WORKDIR /s
COPY . .
RUN cargo build --release --target x86_64-unknown-linux-gnu
FROM ubuntu:22.04
COPY --from=a /s/target/x86_64-unknown-linux-gnu/release/x /opt/x
ENTRYPOINT ["/opt/x"]

FROM rust:1.85-slim
RUN apt-get update && apt-get install -y libssl-dev pkg-config
WORKDIR /src
COPY . .
RUN cargo build --release
CMD ["/src/target/release/app"]

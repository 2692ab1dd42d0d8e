FROM rust:1
WORKDIR /src
COPY . .
RUN cargo fetch && cargo build --release
CMD ["/src/target/release/x"]

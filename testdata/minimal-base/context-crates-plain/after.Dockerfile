FROM rust:1.85-alpine
WORKDIR /src
COPY . .
RUN cargo build --release
CMD ["/src/target/release/app"]

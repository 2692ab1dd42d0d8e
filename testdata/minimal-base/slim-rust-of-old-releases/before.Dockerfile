FROM rust:1.44
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/x"]

FROM rust:1.44-slim
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/x"]

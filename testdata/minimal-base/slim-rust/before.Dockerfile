FROM rust:1.80 AS base
WORKDIR /app
COPY . .
RUN cargo build --release
FROM base
CMD ["/app/target/release/app"]

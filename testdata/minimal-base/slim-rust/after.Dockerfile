FROM rust:1.80-slim AS base
WORKDIR /app
COPY . .
RUN cargo build --release
FROM base
CMD ["/app/target/release/app"]

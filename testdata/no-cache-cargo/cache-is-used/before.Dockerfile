FROM rust:1
COPY config.toml /app/.cargo/config.toml
RUN cargo install ripgrep

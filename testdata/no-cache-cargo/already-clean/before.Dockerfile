FROM rust:1
RUN cargo install ripgrep && cargo fetch
FROM rust:1
RUN cargo install ripgrep && rm -rf /usr/local/cargo/registry

FROM rust:1
RUN cargo install ripgrep && cargo install bat
FROM rust:1
RUN cargo install ripgrep && rm -rf /usr/local/cargo/registry

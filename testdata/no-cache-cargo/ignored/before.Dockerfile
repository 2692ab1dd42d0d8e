FROM rust:1
# imgfix ignore=no-cache-cargo -- wanted
RUN cargo install ripgrep

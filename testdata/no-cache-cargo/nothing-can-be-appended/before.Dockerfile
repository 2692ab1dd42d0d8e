FROM rust:1
RUN cargo install ripgrep &

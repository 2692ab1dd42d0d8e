FROM rust:1
RUN cargo install ripgrep && cargo install bat && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN cargo install ripgrep && rm -rf /usr/local/cargo/registry

FROM rust:1
RUN true \
 # why
 && cargo install ripgrep \
 && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git;

FROM rust:1
RUN <<EOT
set -e
# first
cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
EOT

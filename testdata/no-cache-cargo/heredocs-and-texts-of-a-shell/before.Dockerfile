FROM rust:1
RUN <<EOT
set -e
# first
cargo install ripgrep
EOT

FROM rust:1
RUN env A=b cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN DEBIAN_FRONTEND=noninteractive cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN time cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN nice -n 5 cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN if true; then cargo install ripgrep; fi && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN for i in a b; do cargo install ripgrep; done && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN (cargo install ripgrep) && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN { cargo install ripgrep; } && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN true && cargo install ripgrep || exit 1 && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN sh -c 'cargo install ripgrep' && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN bash -euxo pipefail -c "cargo install ripgrep" && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN echo start; cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
RUN ["sh", "-c", "cargo install ripgrep"]
FROM rust:1
RUN <<EOF
cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
EOF
FROM rust:1
RUN bash <<'EOF'
set -e
cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
EOF
FROM rust:1
SHELL ["/bin/dash", "-c"]
RUN cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM rust:1
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git

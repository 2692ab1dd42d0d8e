FROM rust:1
RUN if test -f /x; then cargo install ripgrep; fi && (cd /x; cargo install bat) || exit 1 && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git

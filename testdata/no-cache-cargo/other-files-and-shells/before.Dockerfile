FROM rust:1
ONBUILD RUN cargo install ripgrep
# imgfix ignore=no-cache-cargo -- wanted
RUN cargo install ripgrep
SHELL ["/bin/zsh", "-c"]
RUN cargo install ripgrep

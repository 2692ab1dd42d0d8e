FROM rust:1
RUN --mount=type=cache,target=/usr/local/cargo/registry cargo install ripgrep
RUN --mount=type=tmpfs,target=/usr/local/cargo/registry cargo fetch

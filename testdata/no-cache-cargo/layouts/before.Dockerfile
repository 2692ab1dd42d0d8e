FROM rust:1
RUN true \
 # why
 && cargo install ripgrep

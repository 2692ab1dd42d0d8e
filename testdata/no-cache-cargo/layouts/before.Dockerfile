FROM rust:1
RUN true \
 # why
 && cargo install ripgrep
FROM rust:1
RUN cargo install ripgrep;

FROM example.org/x:1
RUN cargo install ripgrep
FROM rust:1
RUN sudo cargo fetch

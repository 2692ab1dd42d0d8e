FROM rust:1 AS build
RUN cargo install ripgrep && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
FROM scratch
COPY --from=build /x /x

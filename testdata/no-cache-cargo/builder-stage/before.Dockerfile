FROM rust:1 AS build
RUN cargo install ripgrep
FROM scratch
COPY --from=build /x /x

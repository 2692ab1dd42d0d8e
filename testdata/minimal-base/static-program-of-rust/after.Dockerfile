FROM rust:1 AS build
WORKDIR /src
COPY . .
RUN rustup target add x86_64-unknown-linux-musl && cargo build --release --target x86_64-unknown-linux-musl

FROM scratch
COPY --from=build /src/target/x86_64-unknown-linux-musl/release/tool /usr/local/bin/tool
ENTRYPOINT ["/usr/local/bin/tool"]

FROM rust:1
WORKDIR /src
COPY . .
RUN cargo fetch && cargo build --release && rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry "${CARGO_HOME:-$HOME/.cargo}"/git
CMD ["/src/target/release/x"]

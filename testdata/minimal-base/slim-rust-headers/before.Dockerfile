FROM rust:1.80 AS base
RUN apt-get update && apt-get install -y libssl-dev
RUN cargo install sccache
FROM base
CMD ["sccache"]

FROM rust:1
RUN $CARGO install x
RUN cargo $OPTIONS install x

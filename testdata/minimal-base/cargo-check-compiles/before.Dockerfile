FROM rust:1.90
COPY . /a
WORKDIR /a
RUN cargo check
CMD ["true"]

FROM rust:1
WORKDIR /src
COPY . .
RUN cargo fetch && rm -rf /src
CMD ["/bin/bash"]

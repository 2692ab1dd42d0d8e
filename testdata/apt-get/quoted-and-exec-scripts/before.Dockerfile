FROM debian:12
RUN sh -c "apt install -y curl"
RUN ["sh", "-ec", "apt install -y curl"]

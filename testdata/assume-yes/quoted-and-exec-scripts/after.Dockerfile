FROM debian:12
RUN sh -c "apt-get install -y curl"
RUN ["sh", "-ec", "apt-get install -y curl"]

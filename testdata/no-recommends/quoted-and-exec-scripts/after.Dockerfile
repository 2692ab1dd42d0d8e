FROM debian:12
RUN sh -c "apt-get install --no-install-recommends -y curl"
RUN ["sh", "-ec", "apt-get install --no-install-recommends -y curl"]

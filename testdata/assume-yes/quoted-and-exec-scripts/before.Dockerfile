FROM debian:12
RUN sh -c "apt-get install curl"
RUN ["sh", "-ec", "apt-get install curl"]

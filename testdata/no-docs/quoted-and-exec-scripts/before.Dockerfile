FROM debian:12
RUN sh -c "gem install rainbow"
RUN ["sh", "-ec", "gem install rainbow"]

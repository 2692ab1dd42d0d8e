FROM debian:12
RUN sh -c "gem install --no-document rainbow"
RUN ["sh", "-ec", "gem install --no-document rainbow"]

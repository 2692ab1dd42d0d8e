FROM debian:12
RUN gem update rainbow && gem install -v 3.1 rainbow && gem install -N x && gem install --no-document y && gem list

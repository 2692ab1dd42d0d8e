FROM debian:12
RUN gem update --no-document rainbow && gem install --no-document -v 3.1 rainbow && gem install -N x && gem install --no-document y && gem list

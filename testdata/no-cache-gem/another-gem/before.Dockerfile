FROM ruby:3.4
ENV GEM_HOME=/gems
RUN /opt/chef/embedded/bin/gem install a
FROM debian:13
ENV GEM_HOME=/gems
RUN bash -lc "gem install a"

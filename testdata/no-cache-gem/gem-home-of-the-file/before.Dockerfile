FROM ruby:3.4
ENV GEM_HOME=/gems
RUN bundle install --jobs 4
FROM ruby:3.4
ENV GEM_HOME=/gems
RUN gem install rails && rm -rf /tmp/*

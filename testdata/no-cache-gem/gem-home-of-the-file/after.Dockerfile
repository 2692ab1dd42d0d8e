FROM ruby:3.4
ENV GEM_HOME=/gems
RUN bundle install --jobs 4 && rm -rf "$(gem env gemdir)"/cache/*.gem
FROM ruby:3.4
ENV GEM_HOME=/gems
RUN gem install rails && rm -rf /tmp/* && rm -rf "$(gem env gemdir)"/cache/*.gem

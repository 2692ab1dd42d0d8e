FROM ruby:3.4
RUN bundle install --jobs 4 && rm -rf /usr/local/bundle/cache/*.gem
RUN gem install rails

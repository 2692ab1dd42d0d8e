FROM example.org/x:1
RUN bundle install --jobs 4
FROM ruby:3.4
RUN sudo gem install rails

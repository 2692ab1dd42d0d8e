FROM ruby:3.4
RUN bundle install --jobs 4
RUN gem pristine --all

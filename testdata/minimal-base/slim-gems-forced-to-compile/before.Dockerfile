FROM ruby:3.3
COPY Gemfile ./
RUN bundle config set force_ruby_platform true
RUN bundle install && apt-config dump > /settings
CMD ["irb"]

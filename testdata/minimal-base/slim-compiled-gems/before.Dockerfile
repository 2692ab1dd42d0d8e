FROM ruby:3.3 AS base
FROM base
RUN gem install rails
RUN gem install jekyll fluentd
CMD ["bundle", "exec", "rails", "server"]
FROM ruby:3.3 AS forced
ENV BUNDLE_FORCE_RUBY_PLATFORM=1
FROM forced
RUN bundle install
CMD ["bundle", "exec", "iodine"]

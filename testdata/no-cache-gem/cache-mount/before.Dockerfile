FROM ruby:3.4
RUN --mount=type=cache,target=/usr/local/bundle/cache bundle install --jobs 4
RUN --mount=type=tmpfs,target=/usr/local/bundle/cache gem install rails

FROM ruby:3.4
ONBUILD RUN bundle install --jobs 4
# imgfix ignore=no-cache-gem -- wanted
RUN bundle install --jobs 4
SHELL ["/bin/zsh", "-c"]
RUN bundle install --jobs 4

FROM ruby:3.4
RUN if test -f /x; then bundle install --jobs 4; fi && (cd /x; gem install rails) || exit 1 && rm -rf /usr/local/bundle/cache/*.gem

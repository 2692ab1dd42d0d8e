FROM ruby:3.4
RUN <<EOT
set -e
# first
bundle install --jobs 4 && rm -rf /usr/local/bundle/cache/*.gem
EOT
RUN bash -ec "gem install rails" && rm -rf /usr/local/bundle/cache/*.gem
RUN ["sh", "-c", "bundle install --jobs 4 && rm -rf /usr/local/bundle/cache/*.gem"]

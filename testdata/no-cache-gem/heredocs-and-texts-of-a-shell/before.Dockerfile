FROM ruby:3.4
RUN <<EOT
set -e
# first
bundle install --jobs 4
EOT
RUN bash -ec "gem install rails"
RUN ["sh", "-c", "bundle install --jobs 4"]

FROM debian:12
# imgfix ignore=no-docs -- wanted
RUN gem install rainbow

FROM ruby:3.4
RUN gem install rainbow
FROM debian:12
COPY gemrc /etc/gemrc
RUN gem install rainbow

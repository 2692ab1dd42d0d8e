FROM debian:7
RUN gem install rainbow
FROM ubuntu:12.04
RUN gem install rainbow

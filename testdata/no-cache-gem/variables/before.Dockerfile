FROM ruby:3.4
RUN $GEM install rails
RUN gem $OPTIONS install rails

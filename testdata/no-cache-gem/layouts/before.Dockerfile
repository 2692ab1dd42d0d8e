FROM ruby:3.4
RUN true \
 # why
 && bundle install --jobs 4
RUN mkdir -p /x; \
	gem install rails
RUN bundle install --jobs 4;
RUN gem install rails; exit 0

FROM ruby:3.4
RUN true \
 # why
 && bundle install --jobs 4 \
 && rm -rf /usr/local/bundle/cache/*.gem
RUN mkdir -p /x; \
	gem install rails && \
	rm -rf /usr/local/bundle/cache/*.gem
RUN bundle install --jobs 4 && rm -rf /usr/local/bundle/cache/*.gem;
RUN gem install rails; rm -rf /usr/local/bundle/cache/*.gem; exit 0

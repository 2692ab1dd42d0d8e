FROM ruby:3.4
RUN gem i rails && rm -rf /usr/local/bundle/cache/*.gem
CMD ["sleep", "1"]

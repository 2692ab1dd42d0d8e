FROM ruby:3.3
RUN gem install smashing
CMD ["ruby", "/app.rb"]

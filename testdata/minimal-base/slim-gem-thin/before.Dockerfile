FROM ruby:3.3-bookworm
RUN gem install smashing
CMD ["ruby", "/app.rb"]

FROM ruby:3.3-bookworm
RUN apt-get install -y git-core
CMD ["ruby", "/app.rb"]

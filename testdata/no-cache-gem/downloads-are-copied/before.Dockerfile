FROM ruby:3.4
RUN gem install rails && cp $(gem env gemdir)/cache/*.gem /srv/
CMD ["sleep", "1"]

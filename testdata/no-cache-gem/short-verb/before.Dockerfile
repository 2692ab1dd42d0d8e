FROM ruby:3.4
RUN gem i rails
CMD ["sleep", "1"]

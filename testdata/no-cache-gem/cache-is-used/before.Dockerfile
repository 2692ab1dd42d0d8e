FROM ruby:3.4
RUN bundle install --jobs 4
COPY --from=0 /gems/cache /x

FROM ruby:3.4 AS build
RUN bundle install --jobs 4 && rm -rf /usr/local/bundle/cache/*.gem
FROM scratch
COPY --from=build /x /x

FROM ruby:3.4 AS build
RUN bundle install --jobs 4
FROM scratch
COPY --from=build /x /x

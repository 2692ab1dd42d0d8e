FROM ruby:3.0
WORKDIR /app
COPY . .
CMD ["bundle", "list"]

FROM elixir:1.14
WORKDIR /app
COPY . .
RUN rebar compile && apt-config dump > /settings
CMD ["iex"]

FROM elixir:1.14
WORKDIR /app
COPY . .
RUN rebar compile && apt-config dump > /settings
RUN test -x /usr/local/bin/rebar
CMD ["iex"]

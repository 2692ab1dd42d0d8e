FROM elixir:1.12
RUN mix local.hex --force
CMD ["elixir", "x.exs"]

FROM elixir:1.12-slim
RUN mix local.hex --force
CMD ["elixir", "x.exs"]

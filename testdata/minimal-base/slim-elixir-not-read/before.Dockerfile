FROM elixir:1.20
CMD ["elixir", "x.exs"]

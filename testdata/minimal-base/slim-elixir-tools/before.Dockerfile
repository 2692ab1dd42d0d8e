FROM elixir:1.18
RUN make release
CMD ["elixir", "x.exs"]

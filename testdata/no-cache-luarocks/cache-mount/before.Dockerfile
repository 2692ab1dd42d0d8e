FROM debian:13
RUN --mount=type=cache,target=/root/.cache/luarocks luarocks install lpeg
RUN --mount=type=tmpfs,target=/root/.cache/luarocks luarocks make x.rockspec

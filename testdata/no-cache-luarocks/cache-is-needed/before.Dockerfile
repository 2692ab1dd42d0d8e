FROM debian:13
RUN --mount=type=secret,id=x luarocks install lpeg
RUN luarocks make x.rockspec

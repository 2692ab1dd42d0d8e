FROM debian:13
RUN luarocks install lpeg
RUN luarocks make x.rockspec

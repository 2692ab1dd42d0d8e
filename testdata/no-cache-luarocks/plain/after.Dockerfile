FROM debian:13
RUN luarocks install lpeg && rm -rf ~/.cache/luarocks
RUN luarocks make x.rockspec && rm -rf ~/.cache/luarocks

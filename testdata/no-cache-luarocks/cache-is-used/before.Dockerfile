FROM debian:13
ENV XDG_CACHE_HOME=/c
RUN luarocks install lpeg

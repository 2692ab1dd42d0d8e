FROM debian:13
RUN luarocks install lpeg &
RUN luarocks make x.rockspec & wait
RUN luarocks install lpeg # why
RUN { luarocks make x.rockspec; exit 0; }

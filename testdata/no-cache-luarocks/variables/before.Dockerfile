FROM debian:13
RUN $LUAROCKS install x
RUN luarocks $OPTIONS install x

FROM example.org/x:1
RUN luarocks install lpeg
FROM debian:13
RUN sudo luarocks make x.rockspec

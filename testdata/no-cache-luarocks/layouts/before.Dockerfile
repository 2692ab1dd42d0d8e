FROM debian:13
RUN true \
 # why
 && luarocks install lpeg
RUN mkdir -p /x; \
	luarocks make x.rockspec
RUN luarocks install lpeg;
RUN luarocks make x.rockspec; exit 0

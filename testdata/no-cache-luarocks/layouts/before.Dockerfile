FROM debian:13
RUN true \
 # why
 && luarocks install lpeg
RUN mkdir -p /x; \
	luarocks make x.rockspec

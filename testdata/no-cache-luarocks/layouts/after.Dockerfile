FROM debian:13
RUN true \
 # why
 && luarocks install lpeg \
 && rm -rf ~/.cache/luarocks
RUN mkdir -p /x; \
	luarocks make x.rockspec && \
	rm -rf ~/.cache/luarocks
RUN luarocks install lpeg && rm -rf ~/.cache/luarocks;
RUN luarocks make x.rockspec; rm -rf ~/.cache/luarocks; exit 0

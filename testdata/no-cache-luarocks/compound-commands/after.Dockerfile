FROM debian:13
RUN if test -f /x; then luarocks install lpeg; fi && (cd /x; luarocks make x.rockspec) || exit 1 && rm -rf ~/.cache/luarocks

FROM debian:13
RUN <<EOT
set -e
# first
luarocks install lpeg && rm -rf ~/.cache/luarocks
EOT
RUN bash -ec "luarocks make x.rockspec" && rm -rf ~/.cache/luarocks
RUN ["sh", "-c", "luarocks install lpeg && rm -rf ~/.cache/luarocks"]

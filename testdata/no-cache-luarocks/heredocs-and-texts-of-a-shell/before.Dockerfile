FROM debian:13
RUN <<EOT
set -e
# first
luarocks install lpeg
EOT
RUN bash -ec "luarocks make x.rockspec"
RUN ["sh", "-c", "luarocks install lpeg"]

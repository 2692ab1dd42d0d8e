FROM debian:13
ONBUILD RUN luarocks install lpeg
# imgfix ignore=no-cache-luarocks -- wanted
RUN luarocks install lpeg
SHELL ["/bin/zsh", "-c"]
RUN luarocks install lpeg

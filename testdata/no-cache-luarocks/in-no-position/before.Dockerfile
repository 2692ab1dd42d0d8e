FROM debian:13
ONBUILD RUN luarocks install lpeg
FROM debian:13
RUN echo "luarocks install lpeg"
FROM debian:13
RUN true # luarocks install lpeg
FROM debian:13
RUN cat > /x <<'EOF'
luarocks install lpeg
EOF
FROM debian:13
RUN su app -c "luarocks install lpeg"
FROM debian:13
RUN eval 'luarocks install lpeg'
FROM debian:13
RUN X=$(luarocks install lpeg) && echo $X
FROM debian:13
RUN f() { luarocks install lpeg; } && f
FROM debian:13
LABEL install="luarocks install lpeg"
FROM debian:13
SHELL ["/usr/bin/fish", "-c"]
RUN luarocks install lpeg

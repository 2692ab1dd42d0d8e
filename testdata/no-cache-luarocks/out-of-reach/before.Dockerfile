FROM debian:13
RUN su app -c "luarocks install lpeg"
RUN echo $(luarocks install lpeg)
RUN get() { luarocks install lpeg; } && get
RUN sh <<EOT
luarocks install lpeg $X
EOT
RUN luarocks install lpeg && if true; then echo

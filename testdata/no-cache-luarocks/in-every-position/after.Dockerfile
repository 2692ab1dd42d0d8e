FROM debian:13
RUN env A=b luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM debian:13
RUN DEBIAN_FRONTEND=noninteractive luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM debian:13
RUN time luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM debian:13
RUN nice -n 5 luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM debian:13
RUN if true; then luarocks install lpeg; fi && rm -rf ~/.cache/luarocks
FROM debian:13
RUN for i in a b; do luarocks install lpeg; done && rm -rf ~/.cache/luarocks
FROM debian:13
RUN (luarocks install lpeg) && rm -rf ~/.cache/luarocks
FROM debian:13
RUN { luarocks install lpeg; } && rm -rf ~/.cache/luarocks
FROM debian:13
RUN true && luarocks install lpeg || exit 1 && rm -rf ~/.cache/luarocks
FROM debian:13
RUN sh -c 'luarocks install lpeg' && rm -rf ~/.cache/luarocks
FROM debian:13
RUN bash -euxo pipefail -c "luarocks install lpeg" && rm -rf ~/.cache/luarocks
FROM debian:13
RUN echo start; luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM debian:13
RUN ["sh", "-c", "luarocks install lpeg && rm -rf ~/.cache/luarocks"]
FROM debian:13
RUN <<EOF
luarocks install lpeg && rm -rf ~/.cache/luarocks
EOF
FROM debian:13
RUN bash <<'EOF'
set -e
luarocks install lpeg && rm -rf ~/.cache/luarocks
EOF
FROM debian:13
SHELL ["/bin/dash", "-c"]
RUN luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM debian:13
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM debian:13
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN luarocks install lpeg && rm -rf ~/.cache/luarocks

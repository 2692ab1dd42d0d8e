arg base=alpine:3.20
from --platform=linux/amd64 ${base} as build
maintainer jane doe <jane@example.org>
arg version=1 other
env a=1 b=2
label org.example.title="x y" org.example.n=1
add https://example.org/a.tar.gz /a/
copy a b /c/
run echo hello
workdir /w
user 1000:1000
volume /data /more
expose 80/tcp 443
stopsignal sigterm
shell ["/bin/ash", "-c"]
healthcheck --interval=5s cmd wget -q -o - http://localhost/ || exit 1
onbuild copy . /src
entrypoint ["/bin/x"]
cmd ["a", "b"]

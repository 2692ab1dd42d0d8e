FROM debian:13
ONBUILD RUN apt-get update && apt-get install -y curl
FROM debian:13
RUN echo "apt-get update && apt-get install -y curl"
FROM debian:13
RUN true # apt-get update && apt-get install -y curl
FROM debian:13
RUN cat > /x <<'EOF'
apt-get update && apt-get install -y curl
EOF
FROM debian:13
RUN su app -c "apt-get update && apt-get install -y curl"
FROM debian:13
RUN eval 'apt-get update && apt-get install -y curl'
FROM debian:13
RUN X=$(apt-get update) && echo $X
FROM debian:13
RUN f() { apt-get update && apt-get install -y curl; } && f
FROM debian:13
LABEL install="apt-get update && apt-get install -y curl"
FROM debian:13
SHELL ["/usr/bin/fish", "-c"]
RUN apt-get update && apt-get install -y curl

FROM fedora:42
ONBUILD RUN dnf install -y git
FROM fedora:42
RUN echo "dnf install -y git"
FROM fedora:42
RUN true # dnf install -y git
FROM fedora:42
RUN cat > /x <<'EOF'
dnf install -y git
EOF
FROM fedora:42
RUN su app -c "dnf install -y git"
FROM fedora:42
RUN eval 'dnf install -y git'
FROM fedora:42
RUN X=$(dnf install -y git) && echo $X
FROM fedora:42
RUN f() { dnf install -y git; } && f
FROM fedora:42
LABEL install="dnf install -y git"
FROM fedora:42
SHELL ["/usr/bin/fish", "-c"]
RUN dnf install -y git

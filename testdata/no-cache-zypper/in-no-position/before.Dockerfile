FROM opensuse/leap:15.6
ONBUILD RUN zypper -n install git
FROM opensuse/leap:15.6
RUN echo "zypper -n install git"
FROM opensuse/leap:15.6
RUN true # zypper -n install git
FROM opensuse/leap:15.6
RUN cat > /x <<'EOF'
zypper -n install git
EOF
FROM opensuse/leap:15.6
RUN su app -c "zypper -n install git"
FROM opensuse/leap:15.6
RUN eval 'zypper -n install git'
FROM opensuse/leap:15.6
RUN X=$(zypper -n install git) && echo $X
FROM opensuse/leap:15.6
RUN f() { zypper -n install git; } && f
FROM opensuse/leap:15.6
LABEL install="zypper -n install git"
FROM opensuse/leap:15.6
SHELL ["/usr/bin/fish", "-c"]
RUN zypper -n install git

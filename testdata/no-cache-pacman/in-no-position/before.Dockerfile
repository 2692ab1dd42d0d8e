FROM archlinux
ONBUILD RUN pacman -Sy --noconfirm git
FROM archlinux
RUN echo "pacman -Sy --noconfirm git"
FROM archlinux
RUN true # pacman -Sy --noconfirm git
FROM archlinux
RUN cat > /x <<'EOF'
pacman -Sy --noconfirm git
EOF
FROM archlinux
RUN su app -c "pacman -Sy --noconfirm git"
FROM archlinux
RUN eval 'pacman -Sy --noconfirm git'
FROM archlinux
RUN X=$(pacman -Sy --noconfirm git) && echo $X
FROM archlinux
RUN f() { pacman -Sy --noconfirm git; } && f
FROM archlinux
LABEL install="pacman -Sy --noconfirm git"
FROM archlinux
SHELL ["/usr/bin/fish", "-c"]
RUN pacman -Sy --noconfirm git

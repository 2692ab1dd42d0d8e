FROM archlinux
RUN <<EOT
set -e
# first
pacman -Syu --noconfirm git && rm -rf /var/cache/pacman/pkg/*
EOT
RUN bash -ec "pacman -S --noconfirm --needed make" && rm -rf /var/cache/pacman/pkg/*
RUN ["sh", "-c", "pacman -Syu --noconfirm git && rm -rf /var/cache/pacman/pkg/*"]

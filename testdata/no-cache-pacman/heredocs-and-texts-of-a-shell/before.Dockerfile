FROM archlinux
RUN <<EOT
set -e
# first
pacman -Syu --noconfirm git
EOT
RUN bash -ec "pacman -S --noconfirm --needed make"
RUN ["sh", "-c", "pacman -Syu --noconfirm git"]

FROM archlinux
RUN pacman -Syu --noconfirm git
RUN pacman -U /var/cache/pacman/*/git.pkg.tar.zst

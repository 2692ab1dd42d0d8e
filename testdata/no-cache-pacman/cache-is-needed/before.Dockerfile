FROM archlinux
RUN pacman -Syu --noconfirm git
RUN pacman -U /var/cache/pacman/pkg/git.pkg.tar.zst

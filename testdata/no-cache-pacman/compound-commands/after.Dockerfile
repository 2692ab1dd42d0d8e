FROM archlinux
RUN if test -f /x; then pacman -Syu --noconfirm git; fi && (cd /x; pacman -S --noconfirm --needed make) || exit 1 && rm -rf /var/cache/pacman/pkg/*

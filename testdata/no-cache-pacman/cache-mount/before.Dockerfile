FROM archlinux
RUN --mount=type=cache,target=/var/cache/pacman/pkg pacman -Syu --noconfirm git
RUN --mount=type=tmpfs,target=/var/cache/pacman/pkg pacman -S --noconfirm --needed make

FROM archlinux
ONBUILD RUN pacman -Syu --noconfirm git
# imgfix ignore=no-cache-pacman -- wanted
RUN pacman -Syu --noconfirm git
SHELL ["/bin/zsh", "-c"]
RUN pacman -Syu --noconfirm git

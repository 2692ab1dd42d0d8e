FROM archlinux
USER app
RUN sudo pacman -Syu --noconfirm git

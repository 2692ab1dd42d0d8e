FROM archlinux
RUN $PACMAN -S git

FROM archlinux
RUN pacman -Syu --noconfirm git &
RUN pacman -S --noconfirm --needed make & wait
RUN pacman -Syu --noconfirm git # why
RUN { pacman -S --noconfirm --needed make; exit 0; }

FROM archlinux
RUN true \
 # why
 && pacman -Syu --noconfirm git
RUN mkdir -p /x; \
	pacman -S --noconfirm --needed make
RUN pacman -Syu --noconfirm git;
RUN pacman -S --noconfirm --needed make; exit 0

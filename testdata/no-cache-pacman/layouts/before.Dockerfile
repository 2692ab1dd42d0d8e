FROM archlinux
RUN true \
 # why
 && pacman -Syu --noconfirm git
RUN mkdir -p /x; \
	pacman -S --noconfirm --needed make

FROM archlinux
RUN true \
 # why
 && pacman -Syu --noconfirm git \
 && rm -rf /var/cache/pacman/pkg/*
RUN mkdir -p /x; \
	pacman -S --noconfirm --needed make && \
	rm -rf /var/cache/pacman/pkg/*
RUN pacman -Syu --noconfirm git && rm -rf /var/cache/pacman/pkg/*;
RUN pacman -S --noconfirm --needed make; rm -rf /var/cache/pacman/pkg/*; exit 0

FROM archlinux
RUN su app -c "pacman -Syu --noconfirm git"
RUN echo $(pacman -Syu --noconfirm git)
RUN get() { pacman -Syu --noconfirm git; } && get
RUN sh <<EOT
pacman -Syu --noconfirm git $X
EOT
RUN pacman -Syu --noconfirm git && if true; then echo

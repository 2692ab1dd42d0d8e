FROM archlinux
RUN env A=b pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN DEBIAN_FRONTEND=noninteractive pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN time pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN nice -n 5 pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN if true; then pacman -Sy --noconfirm git; fi && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN for i in a b; do pacman -Sy --noconfirm git; done && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN (pacman -Sy --noconfirm git) && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN { pacman -Sy --noconfirm git; } && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN true && pacman -Sy --noconfirm git || exit 1 && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN sh -c 'pacman -Sy --noconfirm git' && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN bash -euxo pipefail -c "pacman -Sy --noconfirm git" && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN echo start; pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
RUN ["sh", "-c", "pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*"]
FROM archlinux
RUN <<EOF
pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
EOF
FROM archlinux
RUN bash <<'EOF'
set -e
pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
EOF
FROM archlinux
SHELL ["/bin/dash", "-c"]
RUN pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
SHELL ["/bin/ash", "-eo", "pipefail", "-c"]
RUN pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM archlinux
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN pacman -Sy --noconfirm git && rm -rf /var/cache/pacman/pkg/*

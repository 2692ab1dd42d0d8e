FROM archlinux AS build
RUN pacman -Syu --noconfirm git && rm -rf /var/cache/pacman/pkg/*
FROM scratch
COPY --from=build /x /x

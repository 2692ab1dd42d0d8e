FROM archlinux AS build
RUN pacman -Syu --noconfirm git
FROM scratch
COPY --from=build /x /x

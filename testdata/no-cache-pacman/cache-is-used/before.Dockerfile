FROM archlinux
RUN sed -i s,CacheDir,XCacheDir, /etc/pacman.conf
RUN pacman -Syu --noconfirm git

FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends pacman-package-manager libarchive-tools zstd && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /made/opt/lab /repository && head -c 200000 /usr/bin/perl > /made/opt/lab/data \
 && printf 'pkgname = imgfix-lab\npkgbase = imgfix-lab\npkgver = 1-1\npkgdesc = made up\nsize = 200000\narch = any\n' > /made/.PKGINFO \
 && cd /made && bsdtar -cf - .PKGINFO opt | zstd > /repository/imgfix-lab-1-1-any.pkg.tar.zst && repo-add /repository/lab.db.tar.gz /repository/*.zst && rm -rf /made
RUN printf '[options]\nArchitecture = auto\nSigLevel = Never\n[lab]\nServer = file:///repository\n' > /etc/pacman.conf
RUN pacman -Sy --noconfirm imgfix-lab
CMD ["sh"]

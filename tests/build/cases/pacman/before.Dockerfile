FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends pacman-package-manager && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /made/opt/lab /db/imgfix-lab-1-1 /repository && head -c 200000 /usr/bin/perl > /made/opt/lab/data \
 && printf 'pkgname = imgfix-lab\npkgbase = imgfix-lab\npkgver = 1-1\npkgdesc = made up\nsize = 200000\narch = any\n' > /made/.PKGINFO \
 && tar -C /made -czf /repository/imgfix-lab-1-1-any.pkg.tar.gz .PKGINFO opt && rm -rf /made \
 && printf '%%FILENAME%%\nimgfix-lab-1-1-any.pkg.tar.gz\n\n%%NAME%%\nimgfix-lab\n\n%%VERSION%%\n1-1\n\n%%ARCH%%\nany\n\n' > /db/imgfix-lab-1-1/desc \
 && tar -C /db -czf /repository/lab.db imgfix-lab-1-1
RUN printf '[options]\nArchitecture = auto\nSigLevel = Never\n[lab]\nServer = file:///repository\n' > /etc/pacman.conf
RUN pacman -Sy --noconfirm imgfix-lab
CMD ["sh"]

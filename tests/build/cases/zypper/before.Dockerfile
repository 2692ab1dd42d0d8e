FROM debian:bookworm AS repository
RUN apt-get update && apt-get install -y --no-install-recommends rpm createrepo-c && rm -rf /var/lib/apt/lists/*
RUN printf 'Name: imgfix-lab\nVersion: 1\nRelease: 1\nSummary: made up\nLicense: MIT\nBuildArch: noarch\nAutoReqProv: no\n%%description\nmade up\n%%install\nmkdir -p %%{buildroot}/opt/lab\nhead -c 200000 /usr/bin/perl > %%{buildroot}/opt/lab/data\n%%files\n/opt/lab/data\n' > /lab.spec \
 && rpmbuild -bb --define '_topdir /made' /lab.spec && mkdir /repository && find /made -name '*.rpm' -exec cp '{}' /repository ';' && createrepo_c /repository
FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends zypper && rm -rf /var/lib/apt/lists/*
COPY --from=repository /repository /repository
RUN zypper --non-interactive addrepo --no-gpgcheck dir:///repository lab
RUN zypper --non-interactive install imgfix-lab
CMD ["sh"]

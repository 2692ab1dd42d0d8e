FROM clearlinux
FROM scratch
